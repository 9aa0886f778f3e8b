using System.Collections.Immutable;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>Turns the symbol of a marked interface into its model. The generator and the analyzers see the same model, before and after emission.</summary>
internal static class InterfaceParser
{
    public static AttributeData? FindApiAttribute(INamedTypeSymbol symbol) => FindAttribute(symbol, WellKnownNames.ApiAttributeName);

    /// <summary>Finds an attribute of the runtime.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="name">The name of the attribute's class, which stands in the namespace <c>AdobePass</c>.</param>
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

    public static InterfaceModel Parse(INamedTypeSymbol symbol, AttributeData attribute, CancellationToken cancellationToken)
    {
        var parser = new MemberParser(symbol.ContainingAssembly);
        var parts = new List<InterfacePartModel> { ParsePart(symbol, symbol, parser, cancellationToken) };
        foreach (var inherited in symbol.AllInterfaces)
        {
            parts.Add(ParsePart(inherited, symbol, parser, cancellationToken));
        }

        return new InterfaceModel(
            symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            MetadataName(symbol),
            symbol.ContainingNamespace.IsGlobalNamespace ? string.Empty : symbol.ContainingNamespace.ToDisplayString(),
            symbol.Name,
            Containers(symbol).Select(DeclarationOf).ToEquatableArray(),
            IsPublic(symbol) ? "public" : "internal",
            IsPublic(symbol),
            SpecNameOf(attribute),
            NamedString(attribute, "ClientName"),
            IsClientNameTaken(symbol),
            JsonContextOf(attribute),
            NamedBoolean(attribute, "GenerateRegistration") ?? true,
            NamedBoolean(attribute, "StrictResponses") ?? false,
            parts.ToEquatableArray(),
            FindDiagnostic(symbol, parts));
    }

    public static string SpecNameOf(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string name }, ..] ? name : "rest-v2";

    /// <summary>Whether a symbol was written by the author and not emitted by this generator.</summary>
    public static bool IsAuthored(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.IsEmpty
        || symbol.DeclaringSyntaxReferences.Any(static reference => !reference.SyntaxTree.FilePath.EndsWith(WellKnownNames.EmittedFileSuffix, StringComparison.Ordinal));

    public static IEnumerable<ISymbol> AuthoredMembers(INamedTypeSymbol symbol) => symbol.GetMembers().Where(IsAuthored);

    private static InterfacePartModel ParsePart(INamedTypeSymbol symbol, INamedTypeSymbol own, MemberParser parser, CancellationToken cancellationToken)
    {
        var isOwn = SymbolEqualityComparer.Default.Equals(symbol, own);
        var attribute = FindApiAttribute(symbol);
        var methods = new List<MethodModel>();
        var hasMembers = false;

        // Of another project everything counts as written there, emitted or not.
        var isForeign = !SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, own.ContainingAssembly);
        foreach (var member in isForeign ? symbol.GetMembers() : AuthoredMembers(symbol))
        {
            cancellationToken.ThrowIfCancellationRequested();
            hasMembers |= member.IsAbstract;
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsAbstract: true, IsStatic: false } method)
            {
                methods.Add(parser.Parse(method));
            }
        }

        // Declaring nothing asks for everything, unless the interface is just the sum of those it inherits.
        var isSum = !symbol.AllInterfaces.IsEmpty && !IsPartial(symbol);
        var hasAllOperations = !hasMembers && !isSum && attribute is not null && SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, own.ContainingAssembly);
        return new InterfacePartModel(
            symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            isOwn,
            hasAllOperations,
            attribute is null ? null : SpecNameOf(attribute),
            methods.ToEquatableArray());
    }

    /// <summary>Whether the class that the client would be is there already, or would hide the one of the runtime.</summary>
    private static bool IsClientNameTaken(INamedTypeSymbol symbol)
    {
        var name = InterfaceModel.DefaultClientNameOf(symbol.Name);
        return symbol.ContainingType is null
            && (name == "AdobePassClient" || symbol.ContainingNamespace.GetTypeMembers(name).Any(type => IsAuthored(type) && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, symbol.ContainingAssembly)));
    }

    private static InterfaceDiagnostic? FindDiagnostic(INamedTypeSymbol symbol, List<InterfacePartModel> parts)
    {
        if (symbol.IsFileLocal)
        {
            return new InterfaceDiagnostic(RuleIds.InterfaceCannotBeImplemented, "it is local to its file; remove the modifier \"file\"");
        }

        if (symbol.Arity > 0)
        {
            return new InterfaceDiagnostic(RuleIds.InterfaceCannotBeImplemented, "it is generic; remove the type parameters");
        }

        foreach (var container in Containers(symbol))
        {
            if (container.Arity > 0)
            {
                return new InterfaceDiagnostic(RuleIds.InterfaceCannotBeImplemented, $"it stands in the generic type \"{container.Name}\"; move it out");
            }

            if (container.IsFileLocal)
            {
                return new InterfaceDiagnostic(RuleIds.InterfaceCannotBeImplemented, $"it stands in \"{container.Name}\", which is local to its file; move it out");
            }
        }

        if (FindApiAttribute(symbol) is { } attribute && NamedString(attribute, "ClientName") is { } clientName && !SyntaxFacts.IsValidIdentifier(clientName))
        {
            return new InterfaceDiagnostic(RuleIds.InterfaceCannotBeImplemented, $"the ClientName \"{clientName}\" is no C# identifier");
        }

        for (ISymbol current = symbol; current is INamedTypeSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return new InterfaceDiagnostic(RuleIds.InterfaceCannotBeImplemented, $"\"{current.Name}\" cannot be reached from outside the type that contains it; make it internal or public");
            }
        }

        if (parts[0].HasAllOperations)
        {
            if (!IsPartial(symbol))
            {
                return new InterfaceDiagnostic(RuleIds.InterfaceIsNotPartial, $"The interface \"{symbol.Name}\" declares no method and is not partial, so nothing can be added to it. Write \"partial interface {symbol.Name}\" to get a method for every operation, or declare the methods you need");
            }

            if (Containers(symbol).FirstOrDefault(static container => !IsPartial(container)) is { } closed)
            {
                return new InterfaceDiagnostic(RuleIds.InterfaceIsNotPartial, $"The interface \"{symbol.Name}\" gets its methods from the spec, so the type \"{closed.Name}\" around it must be partial too");
            }
        }

        return FindUnsupportedMember(symbol) is { } unsupported ? new InterfaceDiagnostic(RuleIds.UnsupportedMember, unsupported.Reason) : null;
    }

    /// <summary>A member that keeps the whole interface from being implemented.</summary>
    public static (ISymbol Member, string Reason)? FindUnsupportedMember(INamedTypeSymbol symbol)
    {
        foreach (var face in symbol.AllInterfaces.Insert(0, symbol))
        {
            foreach (var member in AuthoredMembers(face))
            {
                if (!member.IsAbstract)
                {
                    continue;
                }

                var reason = member switch
                {
                    _ when face.Name is "IDisposable" or "IAsyncDisposable" && KnownTypes.IsIn(face, "System") => $"clients hold nothing to dispose; remove {face.Name}",
                    IMethodSymbol { IsVararg: true } => "it takes __arglist",
                    { IsStatic: true } => "it is static abstract",
                    IPropertySymbol { IsIndexer: true } => "it is an indexer",
                    IPropertySymbol => "it is a property",
                    IEventSymbol => "it is an event",
                    IMethodSymbol { MethodKind: MethodKind.Ordinary, IsGenericMethod: true } => "it is generic",
                    IMethodSymbol { MethodKind: MethodKind.Ordinary } method when method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None) => "it passes a parameter by reference",
                    IMethodSymbol { MethodKind: MethodKind.Ordinary, ReturnsByRef: true } or IMethodSymbol { MethodKind: MethodKind.Ordinary, ReturnsByRefReadonly: true } => "it returns by reference",
                    _ => null,
                };
                if (reason is not null)
                {
                    return (member, reason);
                }
            }
        }

        return null;
    }

    private static bool IsPartial(INamedTypeSymbol symbol) => symbol.DeclaringSyntaxReferences.Any(static reference =>
        reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool IsPublic(INamedTypeSymbol symbol)
    {
        for (ISymbol current = symbol; current is INamedTypeSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility != Accessibility.Public)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol symbol)
    {
        var containers = new Stack<INamedTypeSymbol>();
        for (var current = symbol.ContainingType; current is not null; current = current.ContainingType)
        {
            containers.Push(current);
        }

        return containers;
    }

    private static string DeclarationOf(INamedTypeSymbol symbol)
    {
        var keyword = symbol switch
        {
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        return keyword + " " + Names.Escape(symbol.Name);
    }

    private static string MetadataName(INamedTypeSymbol symbol)
    {
        var name = symbol.MetadataName;
        for (var container = symbol.ContainingType; container is not null; container = container.ContainingType)
        {
            name = container.MetadataName + "." + name;
        }

        for (var space = symbol.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
        {
            name = space.Name + "." + name;
        }

        return name;
    }

    private static string? JsonContextOf(AttributeData attribute) =>
        Named(attribute, "JsonContext")?.Value is INamedTypeSymbol { BaseType.Name: "JsonSerializerContext" } context ? context.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) : null;

    private static string? NamedString(AttributeData attribute, string name) => Named(attribute, name)?.Value as string;

    private static bool? NamedBoolean(AttributeData attribute, string name) => Named(attribute, name)?.Value as bool?;

    private static TypedConstant? Named(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
