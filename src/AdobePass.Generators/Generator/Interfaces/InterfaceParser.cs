using System.Collections.Immutable;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>
/// Converts the symbol of a marked interface to its model. The generator and the analyzers use the same model, before and after emission.
/// </summary>
internal static class InterfaceParser
{
    public static AttributeData? FindApiAttribute(INamedTypeSymbol symbol) =>
        InterfaceSymbols.FindAttribute(symbol, WellKnownNames.ApiAttributeName);

    /// <summary>Gets the model of an interface and the locations of its members.</summary>
    public static ParsedInterface Parse(INamedTypeSymbol symbol, AttributeData attribute, CancellationToken cancellationToken)
    {
        var parser = new MemberParser(symbol.ContainingAssembly);
        var parts = new List<InterfacePartModel>();
        var methods = new List<IReadOnlyList<IMethodSymbol>>();
        var implemented = symbol.AllInterfaces.IsEmpty ? NoMembers : InterfaceSymbols.ImplementedMembers(symbol);
        foreach (var face in symbol.AllInterfaces.Insert(0, symbol))
        {
            var (part, methodsOfPart) = ParsePart(face, symbol, implemented, parser, cancellationToken);
            parts.Add(part);
            methods.Add(methodsOfPart);
        }

        var diagnostic = FindDiagnostic(symbol, parts[0]) ?? UnsupportedMember.Find(symbol)?.Diagnostic;
        return new ParsedInterface(ModelOf(symbol, attribute, parts, diagnostic), new MemberLocations(methods));
    }

    /// <summary>
    /// Gets the model of an interface without the locations of its members. Most methods of a project have types that other methods have
    /// too; the compiler does not bind their signatures.
    /// </summary>
    public static InterfaceModel ParseModel(
        INamedTypeSymbol symbol,
        AttributeData attribute,
        InterfaceDeclarationSyntax declaration,
        SemanticModel semantics,
        CancellationToken cancellationToken)
    {
        if (DeclaredMethods.Read(symbol, declaration, semantics, cancellationToken) is not { } methods)
        {
            return Parse(symbol, attribute, cancellationToken).Model;
        }

        var name = symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var part = new InterfacePartModel(name, IsOwn: true, HasAllOperations: false, SpecNameOf(attribute), methods);
        return ModelOf(symbol, attribute, [part], FindDiagnostic(symbol, part) ?? methods.FirstOrDefault(HasDiagnostic)?.Diagnostic);
    }

    private static bool HasDiagnostic(MethodModel method) => method.Diagnostic is not null;

    private static InterfaceModel ModelOf(
        INamedTypeSymbol symbol,
        AttributeData attribute,
        List<InterfacePartModel> parts,
        DiagnosticInfo? diagnostic) =>
        new(
            parts[0].FullName,
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
            diagnostic)
        {
            Restrictions = InterfaceSymbols.RestrictionsOf(symbol),
            IsFallbackClientNameTaken = IsTypeDeclared(symbol, symbol.Name + "Client"),
        };

    public static string SpecNameOf(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string name }, ..] ? name : "rest-v2";

    private static readonly ISet<ISymbol> NoMembers = ImmutableHashSet<ISymbol>.Empty;

    private static (InterfacePartModel Part, List<IMethodSymbol> Methods) ParsePart(
        INamedTypeSymbol symbol,
        INamedTypeSymbol own,
        ISet<ISymbol> implemented,
        MemberParser parser,
        CancellationToken cancellationToken)
    {
        var isOwn = SymbolEqualityComparer.Default.Equals(symbol, own);
        var attribute = FindApiAttribute(symbol);
        var methods = new List<IMethodSymbol>();
        var hasMembers = false;

        // In another project, emitted members count as declared too.
        var isForeign = !SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, own.ContainingAssembly);
        foreach (var member in isForeign ? symbol.GetMembers() : InterfaceSymbols.AuthoredMembers(symbol))
        {
            cancellationToken.ThrowIfCancellationRequested();
            hasMembers |= member.IsAbstract;
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsAbstract: true, IsStatic: false } method
                && !implemented.Contains(method))
            {
                methods.Add(method);
            }
        }

        // An interface without methods gets all operations, unless it only combines the interfaces that it inherits.
        var isSum = !symbol.AllInterfaces.IsEmpty && !IsPartial(symbol);
        var hasAllOperations = !hasMembers
            && !isSum
            && attribute is not null
            && SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, own.ContainingAssembly);
        var part = new InterfacePartModel(
            symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            isOwn,
            hasAllOperations,
            attribute is null ? null : SpecNameOf(attribute),
            methods
                .Select(method => own.AllInterfaces.IsEmpty || !InterfaceSymbols.WouldReplace(method, own, implemented)
                    ? parser.Parse(method)
                    : parser.Parse(method) with { IsExplicit = true })
                .ToEquatableArray());
        return (part, methods);
    }

    /// <summary>Returns whether the class name of the client already exists or would hide a class of the runtime.</summary>
    private static bool IsClientNameTaken(INamedTypeSymbol symbol)
    {
        var name = InterfaceModel.DefaultClientNameOf(symbol.Name);
        return symbol.ContainingType is null
            && (name == "AdobePassClient" || IsTypeDeclared(symbol, name));
    }

    private static bool IsTypeDeclared(INamedTypeSymbol symbol, string name) =>
        symbol.ContainingNamespace.GetTypeMembers(name).Any(type =>
            InterfaceSymbols.IsAuthored(type)
                && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, symbol.ContainingAssembly));

    // Without the members, about which the caller knows more.
    private static DiagnosticInfo? FindDiagnostic(INamedTypeSymbol symbol, InterfacePartModel own)
    {
        if (symbol.IsFileLocal)
        {
            return DiagnosticInfo.Create(SetupDescriptors.FileLocalInterface, symbol.Name);
        }

        if (symbol.Arity > 0)
        {
            return DiagnosticInfo.Create(SetupDescriptors.GenericInterface, symbol.Name);
        }

        foreach (var container in Containers(symbol))
        {
            if (container.Arity > 0)
            {
                return DiagnosticInfo.Create(SetupDescriptors.InterfaceInGenericType, symbol.Name, container.Name);
            }

            if (container.IsFileLocal)
            {
                return DiagnosticInfo.Create(SetupDescriptors.InterfaceInFileLocalType, symbol.Name, container.Name);
            }
        }

        if (FindApiAttribute(symbol) is { } attribute
            && NamedString(attribute, "ClientName") is { } clientName
            && !SyntaxFacts.IsValidIdentifier(clientName))
        {
            return DiagnosticInfo.Create(SetupDescriptors.InvalidClientName, symbol.Name, clientName);
        }

        if (FindApiAttribute(symbol) is { } named && NamedString(named, "ClientName") is { } taken && IsTypeDeclared(symbol, taken))
        {
            return DiagnosticInfo.Create(SetupDescriptors.ClientNameIsTaken, symbol.Name, taken);
        }

        for (ISymbol current = symbol; current is INamedTypeSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return DiagnosticInfo.Create(SetupDescriptors.InaccessibleInterface, symbol.Name, current.Name);
            }
        }

        if (own.HasAllOperations)
        {
            if (!IsPartial(symbol))
            {
                return DiagnosticInfo.Create(SetupDescriptors.InterfaceIsNotPartial, symbol.Name);
            }

            if (Containers(symbol).FirstOrDefault(static container => !IsPartial(container)) is { } closed)
            {
                return DiagnosticInfo.Create(SetupDescriptors.ContainerIsNotPartial, symbol.Name, closed.Name);
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
        Named(attribute, "JsonContext")?.Value is INamedTypeSymbol { BaseType.Name: "JsonSerializerContext" } context
            ? context.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
            : null;

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
