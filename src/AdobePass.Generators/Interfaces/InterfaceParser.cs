using System.Collections.Immutable;
using AdobePass.Generators.Diagnostics;
using AdobePass.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Interfaces;

/// <summary>Turns the symbol of a marked interface into its model. The generator and the analyzers see the same model, before and after emission.</summary>
internal static class InterfaceParser
{
    public static AttributeData? FindApiAttribute(INamedTypeSymbol symbol) => FindAttribute(symbol, WellKnownNames.ApiAttribute);

    public static AttributeData? FindAttribute(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.ToDisplayString() == name)
            {
                return attribute;
            }
        }

        return null;
    }

    public static InterfaceModel Parse(INamedTypeSymbol symbol, AttributeData attribute, CancellationToken cancellationToken)
    {
        var parts = new List<InterfacePartModel> { ParsePart(symbol, symbol, cancellationToken) };
        foreach (var inherited in symbol.AllInterfaces)
        {
            parts.Add(ParsePart(inherited, symbol, cancellationToken));
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
            JsonContextOf(attribute),
            NamedBoolean(attribute, "GenerateRegistration") ?? true,
            parts.ToEquatableArray(),
            FindObstacle(symbol, parts));
    }

    public static string SpecNameOf(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string name }, ..] ? name : "rest-v2";

    /// <summary>Whether a symbol was written by the author and not emitted by this generator.</summary>
    public static bool IsAuthored(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.IsEmpty
        || symbol.DeclaringSyntaxReferences.Any(static reference => !reference.SyntaxTree.FilePath.EndsWith(WellKnownNames.EmittedFileSuffix, StringComparison.Ordinal));

    public static IEnumerable<ISymbol> AuthoredMembers(INamedTypeSymbol symbol) => symbol.GetMembers().Where(IsAuthored);

    private static InterfacePartModel ParsePart(INamedTypeSymbol symbol, INamedTypeSymbol own, CancellationToken cancellationToken)
    {
        var isOwn = SymbolEqualityComparer.Default.Equals(symbol, own);
        var attribute = FindApiAttribute(symbol);
        var methods = new List<MethodModel>();
        var hasMembers = false;

        foreach (var member in AuthoredMembers(symbol))
        {
            cancellationToken.ThrowIfCancellationRequested();
            hasMembers |= member.IsAbstract;
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsAbstract: true, IsStatic: false } method)
            {
                methods.Add(ParseMethod(method));
            }
        }

        // Declaring nothing asks for everything, unless the interface is just the sum of those it inherits.
        var isSum = !symbol.AllInterfaces.IsEmpty && !IsPartial(symbol);
        var hasAllOperations = !hasMembers && !isSum && attribute is not null && IsInThisProject(symbol);
        return new InterfacePartModel(
            symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            isOwn,
            hasAllOperations,
            attribute is null ? null : SpecNameOf(attribute),
            methods.ToEquatableArray());
    }

    private static bool IsInThisProject(INamedTypeSymbol symbol) => !symbol.DeclaringSyntaxReferences.IsEmpty;

    private static MethodModel ParseMethod(IMethodSymbol method)
    {
        var parameters = new List<MethodParameterModel>();
        string? unsupported = method.IsGenericMethod ? "it is generic" : method.IsVararg ? "it takes __arglist" : null;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
            {
                unsupported ??= $"its parameter \"{parameter.Name}\" is passed by reference";
            }

            parameters.Add(new MethodParameterModel(
                parameter.Name,
                FindAttribute(parameter, WellKnownNames.ParameterAttribute)?.ConstructorArguments is [{ Value: string wireName }] ? wireName : null,
                ParseType(parameter.Type),
                DefaultTextOf(parameter)));
        }

        return new MethodModel(
            method.Name,
            FindAttribute(method, WellKnownNames.OperationAttribute)?.ConstructorArguments is [{ Value: string operationId }] ? operationId : null,
            ParseReturn(method.ReturnType),
            parameters.ToEquatableArray(),
            unsupported);
    }

    private static string? DefaultTextOf(IParameterSymbol parameter) => !parameter.HasExplicitDefaultValue ? null : parameter.ExplicitDefaultValue switch
    {
        null => "default",
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        bool flag => flag ? "true" : "false",
        int or long => SymbolDisplay.FormatPrimitive(parameter.ExplicitDefaultValue, quoteStrings: true, useHexadecimalNumbers: false),
        _ => null,
    };

    private static ReturnModel ParseReturn(ITypeSymbol type)
    {
        var text = TextOf(type);
        if (type is not INamedTypeSymbol named)
        {
            return new ReturnModel(ReturnWrapper.Unsupported, ReturnShape.Nothing, null, text);
        }

        var wrapper = FullNameOf(named) switch
        {
            "System.Threading.Tasks.Task" => ReturnWrapper.Task,
            "System.Threading.Tasks.ValueTask" => ReturnWrapper.ValueTask,
            "System.Uri" => ReturnWrapper.Uri,
            _ => ReturnWrapper.Unsupported,
        };
        if (wrapper is ReturnWrapper.Unsupported or ReturnWrapper.Uri || named.TypeArguments.IsEmpty)
        {
            return new ReturnModel(wrapper, ReturnShape.Nothing, null, text);
        }

        if (named.TypeArguments[0] is INamedTypeSymbol inner && FullNameOf(inner) == "AdobePass.AdobePassResponse")
        {
            return inner.TypeArguments.IsEmpty
                ? new ReturnModel(wrapper, ReturnShape.Response, null, text)
                : new ReturnModel(wrapper, ReturnShape.ResponseOfValue, ParseType(inner.TypeArguments[0]), text);
        }

        return new ReturnModel(wrapper, ReturnShape.Value, ParseType(named.TypeArguments[0]), text);
    }

    private static TypeUse ParseType(ITypeSymbol type)
    {
        var isNullable = type.NullableAnnotation == NullableAnnotation.Annotated;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return ParseType(nullable.TypeArguments[0]) with { IsNullable = true };
        }

        if (type.TypeKind == TypeKind.Error)
        {
            // Before emission the models do not exist yet: they are bound by name.
            return new TypeUse(TypeUseKind.Model, type.Name, isNullable);
        }

        var kind = type.SpecialType switch
        {
            SpecialType.System_String => TypeUseKind.String,
            SpecialType.System_Boolean => TypeUseKind.Boolean,
            SpecialType.System_Int32 => TypeUseKind.Int32,
            SpecialType.System_Int64 => TypeUseKind.Int64,
            SpecialType.System_Double => TypeUseKind.Double,
            _ => FullNameOf(type) switch
            {
                "System.DateTimeOffset" => TypeUseKind.DateTimeOffset,
                "System.Text.Json.JsonElement" => TypeUseKind.JsonElement,
                "System.Threading.CancellationToken" => TypeUseKind.CancellationToken,
                "AdobePass.StreamingDevice" => TypeUseKind.Device,
                "AdobePass.ClientSecret" => TypeUseKind.ClientSecret,
                "AdobePass.AccessToken" => TypeUseKind.AccessToken,
                "AdobePass.SoftwareStatement" => TypeUseKind.SoftwareStatement,
                _ => TypeUseKind.Own,
            },
        };

        if (kind == TypeUseKind.Own && !IsAuthored(type))
        {
            return new TypeUse(TypeUseKind.Model, type.Name, isNullable, type.IsValueType);
        }

        if (kind == TypeUseKind.Own && type.AllInterfaces.Any(static face => face.ToDisplayString() is WellKnownNames.JsonModelInterface or WellKnownNames.EnumerationInterface))
        {
            kind = TypeUseKind.ForeignModel;
        }

        return new TypeUse(kind, TextOf(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), isNullable, type.IsValueType);
    }

    private static Obstacle? FindObstacle(INamedTypeSymbol symbol, List<InterfacePartModel> parts)
    {
        if (symbol.IsFileLocal)
        {
            return new Obstacle(RuleIds.InterfaceCannotBeImplemented, "it is local to its file; remove the modifier \"file\"");
        }

        if (symbol.Arity > 0)
        {
            return new Obstacle(RuleIds.InterfaceCannotBeImplemented, "it is generic; remove the type parameters");
        }

        foreach (var container in Containers(symbol))
        {
            if (container.Arity > 0)
            {
                return new Obstacle(RuleIds.InterfaceCannotBeImplemented, $"it stands in the generic type \"{container.Name}\"; move it out");
            }

            if (container.IsFileLocal)
            {
                return new Obstacle(RuleIds.InterfaceCannotBeImplemented, $"it stands in \"{container.Name}\", which is local to its file; move it out");
            }
        }

        for (ISymbol current = symbol; current is INamedTypeSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return new Obstacle(RuleIds.InterfaceCannotBeImplemented, $"\"{current.Name}\" cannot be reached from outside the type that contains it; make it internal or public");
            }
        }

        if (parts[0].HasAllOperations)
        {
            if (!IsPartial(symbol))
            {
                return new Obstacle(RuleIds.InterfaceIsNotPartial, $"The interface \"{symbol.Name}\" declares no method and is not partial, so nothing can be added to it. Write \"partial interface {symbol.Name}\" to get a method for every operation, or declare the methods you need");
            }

            if (Containers(symbol).FirstOrDefault(static container => !IsPartial(container)) is { } closed)
            {
                return new Obstacle(RuleIds.InterfaceIsNotPartial, $"The interface \"{symbol.Name}\" gets its methods from the spec, so the type \"{closed.Name}\" around it must be partial too");
            }
        }

        return FindUnsupportedMember(symbol) is { } unsupported ? new Obstacle(RuleIds.UnsupportedMember, unsupported.Reason) : null;
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
                    _ when face.ToDisplayString() is "System.IDisposable" or "System.IAsyncDisposable" => $"clients hold nothing to dispose; remove {face.Name}",
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

        return symbol.ContainingNamespace.IsGlobalNamespace ? name : symbol.ContainingNamespace.ToDisplayString() + "." + name;
    }

    private static string? JsonContextOf(AttributeData attribute) =>
        Named(attribute, "JsonContext")?.Value is INamedTypeSymbol context ? context.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) : null;

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

    private static string TextOf(ITypeSymbol type) => type.ToDisplayString(
        SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier));

    // Namespace and name without type arguments: enough to recognize the few types the generator treats in a way of their own.
    private static string FullNameOf(ITypeSymbol type) => type.ContainingType is null && type.ContainingNamespace is { IsGlobalNamespace: false } space
        ? space.ToDisplayString() + "." + type.Name
        : type.Name;
}
