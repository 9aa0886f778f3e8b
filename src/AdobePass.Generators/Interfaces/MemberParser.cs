using AdobePass.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Interfaces;

/// <summary>Turns the methods of interfaces into models, for a client that is emitted into one assembly.</summary>
internal sealed class MemberParser(IAssemblySymbol assembly)
{
    private readonly SortedSet<string> _unresolved = new(StringComparer.Ordinal);

    public MethodModel Parse(IMethodSymbol method)
    {
        _unresolved.Clear();
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
                InterfaceParser.FindAttribute(parameter, WellKnownNames.ParameterAttribute)?.ConstructorArguments is [{ Value: string wireName }] ? wireName : null,
                ParseParameterType(parameter),
                DefaultTextOf(parameter)));
        }

        return new MethodModel(
            method.Name,
            InterfaceParser.FindAttribute(method, WellKnownNames.OperationAttribute)?.ConstructorArguments is [{ Value: string operationId }] ? operationId : null,
            ParseReturn(method.ReturnType),
            parameters.ToEquatableArray(),
            _unresolved.ToEquatableArray(),
            unsupported);
    }

    // Where nullable is off, or the default is null, a reference may be null.
    private TypeUse ParseParameterType(IParameterSymbol parameter)
    {
        var use = ParseType(parameter.Type);
        var mayBeNull = parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.None }
            || (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null } && !parameter.Type.IsValueType);
        return mayBeNull ? use with { IsNullable = true } : use;
    }

    private static string? DefaultTextOf(IParameterSymbol parameter) => !parameter.HasExplicitDefaultValue ? null : parameter.ExplicitDefaultValue switch
    {
        null => "default",
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        bool flag => flag ? "true" : "false",
        int or long => SymbolDisplay.FormatPrimitive(parameter.ExplicitDefaultValue, quoteStrings: true, useHexadecimalNumbers: false),
        _ => null,
    };

    private ReturnModel ParseReturn(ITypeSymbol type)
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
            if (inner.NullableAnnotation == NullableAnnotation.Annotated)
            {
                return new ReturnModel(ReturnWrapper.Unsupported, ReturnShape.Nothing, null, text);
            }

            return inner.TypeArguments.IsEmpty
                ? new ReturnModel(wrapper, ReturnShape.Response, null, text)
                : new ReturnModel(wrapper, ReturnShape.ResponseOfValue, ParseType(inner.TypeArguments[0]), text);
        }

        return new ReturnModel(wrapper, ReturnShape.Value, ParseType(named.TypeArguments[0]), text);
    }

    private TypeUse ParseType(ITypeSymbol type)
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
            return new TypeUse(TypeUseKind.Model, type.Name, isNullable, type.IsValueType);
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

        if (kind == TypeUseKind.Own && type.AllInterfaces.Any(static face => face.ToDisplayString() is WellKnownNames.JsonModelInterface or WellKnownNames.EnumerationInterface))
        {
            kind = TypeUseKind.ForeignModel;
        }

        return new TypeUse(kind, TextOf(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), isNullable, type.IsValueType);
    }

    // A model of this project, seen after emission. Models that other projects emitted read and write themselves.
    private bool IsModel(ITypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly) && !InterfaceParser.IsAuthored(type);

    private string TextOf(ITypeSymbol type) => TypeWriter.Write(type, IsModel, _unresolved);

    // Namespace and name without type arguments: enough to recognize the few types the generator treats in a way of their own.
    private static string FullNameOf(ITypeSymbol type) => type.ContainingType is null && type.ContainingNamespace is { IsGlobalNamespace: false } space
        ? space.ToDisplayString() + "." + type.Name
        : type.Name;
}
