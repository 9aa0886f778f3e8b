using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>Turns the methods of interfaces into models, for a client that is emitted into one assembly.</summary>
internal sealed class MemberParser(IAssemblySymbol assembly)
{
    private readonly SortedSet<string> _unresolved = new(StringComparer.Ordinal);

    public MethodModel Parse(IMethodSymbol method)
    {
        _unresolved.Clear();
        var parameters = new List<MethodParameterModel>();
        foreach (var parameter in method.Parameters)
        {
            var type = ParseType(parameter.Type);
            parameters.Add(new MethodParameterModel(
                parameter.Name,
                InterfaceParser.FindAttribute(parameter, WellKnownNames.ParameterAttribute)?.ConstructorArguments is [{ Value: string wireName }] ? wireName : null,
                MayBeNull(parameter) ? type with { IsNullable = true } : type,
                DefaultTextOf(parameter, type)));
        }

        return new MethodModel(
            method.Name,
            InterfaceParser.FindAttribute(method, WellKnownNames.OperationAttribute)?.ConstructorArguments is [{ Value: string operationId }] ? operationId : null,
            method.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute" } type && KnownTypes.IsIn(type, "System")),
            ParseReturn(method.ReturnType),
            parameters.ToEquatableArray(),
            _unresolved.ToEquatableArray(),
            UnsupportedMember.Describe(method));
    }

    // Where nullable is off, or the default is null, a reference may be null.
    private static bool MayBeNull(IParameterSymbol parameter) =>
        !parameter.Type.IsValueType
        && (parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.None } || parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null });

    private static string? DefaultTextOf(IParameterSymbol parameter, TypeRef type)
    {
        // Nearly every method ends with one of these, and its default can be one thing only; to ask the compiler is to have the expression bound.
        if (type is { Kind: TypeRefKind.CancellationToken, IsNullable: false } && parameter.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is ParameterSyntax syntax)
        {
            return syntax.Default is null ? null : "default";
        }

        return !parameter.HasExplicitDefaultValue ? null : parameter.ExplicitDefaultValue switch
        {
            null => "default",
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            bool flag => flag ? "true" : "false",
            int or long => SymbolDisplay.FormatPrimitive(parameter.ExplicitDefaultValue, quoteStrings: true, useHexadecimalNumbers: false),
            _ => null,
        };
    }

    private ReturnModel ParseReturn(ITypeSymbol type)
    {
        var wrapper = WrapperOf(type);
        if (type is not INamedTypeSymbol named || wrapper is ReturnWrapper.Unsupported or ReturnWrapper.Uri || named.TypeArguments.IsEmpty)
        {
            return new ReturnModel(wrapper, ReturnShape.Nothing, null, TextOf(type));
        }

        var argument = named.TypeArguments[0];
        if (argument is not INamedTypeSymbol { Name: "AdobePassResponse" } inner || !KnownTypes.IsIn(inner, "AdobePass"))
        {
            return new ReturnModel(wrapper, ReturnShape.Value, ParseType(argument), string.Empty);
        }

        if (inner.NullableAnnotation == NullableAnnotation.Annotated)
        {
            return new ReturnModel(ReturnWrapper.Unsupported, ReturnShape.Nothing, null, TextOf(type));
        }

        return inner.TypeArguments.IsEmpty
            ? new ReturnModel(wrapper, ReturnShape.Response, null, TextOf(type))
            : new ReturnModel(wrapper, ReturnShape.ResponseOfValue, ParseType(inner.TypeArguments[0]), string.Empty);
    }

    private static ReturnWrapper WrapperOf(ITypeSymbol type) => type.Name switch
    {
        "Task" when KnownTypes.IsIn(type, "System", "Threading", "Tasks") => ReturnWrapper.Task,
        "ValueTask" when KnownTypes.IsIn(type, "System", "Threading", "Tasks") => ReturnWrapper.ValueTask,
        "Uri" when KnownTypes.IsIn(type, "System") => ReturnWrapper.Uri,
        _ => ReturnWrapper.Unsupported,
    };

    private TypeRef ParseType(ITypeSymbol type)
    {
        var isNullable = type.NullableAnnotation == NullableAnnotation.Annotated;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return ParseType(nullable.TypeArguments[0]) with { IsNullable = true };
        }

        if (type.TypeKind == TypeKind.Error || IsModel(type))
        {
            // Before emission the models do not exist yet: they are bound by name, and after emission by the same.
            _unresolved.Add(type.Name);
            return new TypeRef(TypeRefKind.Model, type.Name, isNullable, type.IsValueType);
        }

        if (KnownTypes.Find(type) is { } known)
        {
            return new TypeRef(known.Kind, known.Text, isNullable, type.IsValueType);
        }

        var kind = type.AllInterfaces.Any(static face => face.Name is "IJsonModel" or "IExtensibleEnum" && KnownTypes.IsIn(face, "AdobePass", "Runtime"))
            ? TypeRefKind.ForeignModel
            : TypeRefKind.Own;
        return new TypeRef(kind, TextOf(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), isNullable, type.IsValueType);
    }

    // A model of this project, seen after emission. Models that other projects emitted read and write themselves.
    private bool IsModel(ITypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly) && !InterfaceParser.IsAuthored(type);

    private string TextOf(ITypeSymbol type) => TypeWriter.Write(type, IsModel, _unresolved);
}
