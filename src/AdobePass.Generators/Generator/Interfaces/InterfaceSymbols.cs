using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>Reads attributes of the runtime and authored members from symbols.</summary>
internal static class InterfaceSymbols
{
    /// <summary>Gets the only argument of an attribute of the runtime; <see langword="null"/> without the attribute.</summary>
    public static string? ArgumentOf(ISymbol symbol, string name) =>
        FindAttribute(symbol, name)?.ConstructorArguments is [{ Value: string argument }] ? argument : null;

    /// <summary>Finds an attribute of the runtime.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="name">The class name of the attribute in the namespace <c>AdobePass</c>.</param>
    public static AttributeData? FindAttribute(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.Name == name && KnownTypes.IsIn(type, "AdobePass"))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Returns whether a symbol is declared in user source and not emitted by this generator.</summary>
    public static bool IsAuthored(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.IsEmpty
        || symbol.DeclaringSyntaxReferences.Any(static reference =>
            !reference.SyntaxTree.FilePath.EndsWith(WellKnownNames.EmittedFileSuffix, StringComparison.Ordinal));

    /// <summary>
    /// Gets the members of the interfaces of a client that one of these interfaces implements already, such as
    /// <c>string IBase.Name =&gt; "x";</c>. The client must not replace them.
    /// </summary>
    public static ISet<ISymbol> ImplementedMembers(INamedTypeSymbol symbol)
    {
        var implemented = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var face in symbol.AllInterfaces.Insert(0, symbol))
        {
            foreach (var member in face.GetMembers())
            {
                implemented.UnionWith(member switch
                {
                    IMethodSymbol { IsAbstract: false } method => method.ExplicitInterfaceImplementations,
                    IPropertySymbol { IsAbstract: false } property => property.ExplicitInterfaceImplementations,
                    IEventSymbol { IsAbstract: false } @event => @event.ExplicitInterfaceImplementations,
                    _ => Enumerable.Empty<ISymbol>(),
                });
            }
        }

        return implemented;
    }

    /// <summary>
    /// Returns whether a public method of the client with the signature of a member would replace another member that is implemented in
    /// an interface.
    /// </summary>
    public static bool WouldReplace(IMethodSymbol method, INamedTypeSymbol client, ISet<ISymbol> implemented) =>
        client.AllInterfaces.Insert(0, client)
            .SelectMany(face => face.GetMembers(method.Name))
            .OfType<IMethodSymbol>()
            .Any(other => (!other.IsAbstract || implemented.Contains(other))
                && !other.IsStatic
                && !SymbolEqualityComparer.Default.Equals(other, method)
                && other.Parameters.Length == method.Parameters.Length
                && other.Parameters.Zip(method.Parameters, static (left, right) =>
                    SymbolEqualityComparer.Default.Equals(left.Type, right.Type)).All(static isEqual => isEqual));

    /// <summary>
    /// Gets the attributes that restrict the use of a symbol, as C# writes them: <c>[Experimental]</c> and, for a type,
    /// <c>[Obsolete]</c>.
    /// </summary>
    public static EquatableArray<string> RestrictionsOf(ISymbol symbol)
    {
        var restrictions = new List<string>();
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type)
            {
                continue;
            }

            var isObsolete = type.Name == "ObsoleteAttribute" && KnownTypes.IsIn(type, "System");
            if (isObsolete || (type.Name == "ExperimentalAttribute" && KnownTypes.IsIn(type, "System", "Diagnostics", "CodeAnalysis")))
            {
                var arguments = attribute.ConstructorArguments.Select(static argument => argument.ToCSharpString())
                    .Concat(attribute.NamedArguments.Select(static argument => $"{argument.Key} = {argument.Value.ToCSharpString()}"));
                var name = isObsolete ? "global::System.Obsolete" : "global::System.Diagnostics.CodeAnalysis.Experimental";
                restrictions.Add($"[{name}({string.Join(", ", arguments)})]");
            }
        }

        return restrictions.ToEquatableArray();
    }

    public static IEnumerable<ISymbol> AuthoredMembers(INamedTypeSymbol symbol) => symbol.GetMembers().Where(IsAuthored);
}
