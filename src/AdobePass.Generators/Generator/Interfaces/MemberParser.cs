using System.Globalization;
using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>Converts the methods of interfaces to models, for a client in one assembly.</summary>
internal sealed class MemberParser
{
    private readonly SortedSet<string> _unresolved = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unresolvedInMethod = new(StringComparer.Ordinal);
    private readonly IAssemblySymbol _assembly;
    private readonly TypeReader _types;

    public MemberParser(IAssemblySymbol assembly)
    {
        _assembly = assembly;
        _types = new TypeReader(IsModel, _unresolved);
    }

    public MethodModel Parse(IMethodSymbol method)
    {
        _unresolvedInMethod.Clear();
        var parameters = new List<MethodParameterModel>();
        foreach (var parameter in method.Parameters)
        {
            var resolved = Resolve(parameter.Type);
            _unresolvedInMethod.UnionWith(resolved.Unresolved);
            parameters.Add(new MethodParameterModel(
                parameter.Name,
                InterfaceSymbols.ArgumentOf(parameter, WellKnownNames.ParameterAttribute),
                MayBeNull(parameter, resolved) ? resolved.Type with { IsNullable = true } : resolved.Type,
                DefaultOf(parameter, resolved.Type)));
        }

        var returned = ResolveReturn(method.ReturnType);
        _unresolvedInMethod.UnionWith(returned.Unresolved);
        return new MethodModel(
            method.Name,
            InterfaceSymbols.ArgumentOf(method, WellKnownNames.OperationAttribute),
            method.GetAttributes().Any(
                static attribute => attribute.AttributeClass is { Name: "ObsoleteAttribute" } type && KnownTypes.IsIn(type, "System")),
            returned.Return,
            parameters.ToEquatableArray(),
            _unresolvedInMethod.ToEquatableArray(),
            UnsupportedMember.Describe(method))
        {
            Restrictions = InterfaceSymbols.RestrictionsOf(method),
        };
    }

    /// <summary>Resolves the type of a parameter.</summary>
    public ResolvedType Resolve(ITypeSymbol type)
    {
        _unresolved.Clear();
        var parsed = ParseType(type);
        return new ResolvedType(
            parsed,
            type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.None },
            type.IsReferenceType || parsed.IsNullable,
            TakeUnresolved());
    }

    /// <summary>Resolves the return type of a method.</summary>
    public ResolvedReturn ResolveReturn(ITypeSymbol type)
    {
        _unresolved.Clear();
        return new ResolvedReturn(ParseReturn(type), TakeUnresolved());
    }

    private EquatableArray<string> TakeUnresolved() =>
        _unresolved.Count == 0 ? EquatableArray<string>.Empty : _unresolved.ToEquatableArray();

    // A reference may be null if nullable annotations are disabled or the default value is null.
    private static bool MayBeNull(IParameterSymbol parameter, ResolvedType resolved) =>
        !parameter.Type.IsValueType
        && (resolved.IsOblivious
            || parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: null }
            || parameter.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "AllowNullAttribute" } type
                && KnownTypes.IsIn(type, "System", "Diagnostics", "CodeAnalysis")));

    private static DefaultValue? DefaultOf(IParameterSymbol parameter, SignatureType type)
    {
        // Almost every method ends with this parameter, and its default value is always the same. The symbol would bind the expression.
        if (type is { Kind: SignatureTypeKind.CancellationToken, IsNullable: false }
            && parameter.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax() is ParameterSyntax syntax)
        {
            return syntax.Default is null ? null : DefaultValue.Default;
        }

        return !parameter.HasExplicitDefaultValue ? null : parameter.ExplicitDefaultValue switch
        {
            null => DefaultValue.Default,
            string text => new DefaultValue(DefaultValueKind.String, text),
            true => new DefaultValue(DefaultValueKind.True),
            false => new DefaultValue(DefaultValueKind.False),
            int or long => new DefaultValue(
                DefaultValueKind.Number,
                Convert.ToString(parameter.ExplicitDefaultValue, CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private ReturnModel ParseReturn(ITypeSymbol type)
    {
        var wrapper = WrapperOf(type);
        if (type is not INamedTypeSymbol named || wrapper is ReturnWrapper.Unsupported or ReturnWrapper.Uri || named.TypeArguments.IsEmpty)
        {
            return new ReturnModel(wrapper, ReturnShape.Nothing, null, _types.Read(type));
        }

        var argument = named.TypeArguments[0];
        if (argument is not INamedTypeSymbol { Name: "AdobePassResponse" } inner || !KnownTypes.IsIn(inner, "AdobePass"))
        {
            return new ReturnModel(wrapper, ReturnShape.Value, ParseType(argument), null);
        }

        if (inner.NullableAnnotation == NullableAnnotation.Annotated)
        {
            return new ReturnModel(ReturnWrapper.Unsupported, ReturnShape.Nothing, null, _types.Read(type));
        }

        return inner.TypeArguments.IsEmpty
            ? new ReturnModel(wrapper, ReturnShape.Response, null, _types.Read(type))
            : new ReturnModel(wrapper, ReturnShape.ResponseOfValue, ParseType(inner.TypeArguments[0]), null);
    }

    private static ReturnWrapper WrapperOf(ITypeSymbol type) => type.Name switch
    {
        "Task" when KnownTypes.IsIn(type, "System", "Threading", "Tasks") => ReturnWrapper.Task,
        "ValueTask" when KnownTypes.IsIn(type, "System", "Threading", "Tasks") => ReturnWrapper.ValueTask,
        "Uri" when KnownTypes.IsIn(type, "System") => ReturnWrapper.Uri,
        _ => ReturnWrapper.Unsupported,
    };

    private SignatureType ParseType(ITypeSymbol type)
    {
        var isNullable = type.NullableAnnotation == NullableAnnotation.Annotated;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return ParseType(nullable.TypeArguments[0]) with { IsNullable = true };
        }

        if (type.TypeKind == TypeKind.Error || IsModel(type))
        {
            // Before emission, the models do not exist and are bound by name. After emission, the same name is used.
            _unresolved.Add(type.Name);
            return new SignatureType(SignatureTypeKind.Model, new PlaceholderTypeRef(type.Name), isNullable, type.IsValueType);
        }

        if (KnownTypes.Find(type) is { } known)
        {
            return new SignatureType(known.Kind, new NamedTypeRef(known.Text), isNullable, type.IsValueType);
        }

        var kind = type.AllInterfaces.Any(
            static face => face.Name is "IJsonModel" or "IExtensibleEnum" && KnownTypes.IsIn(face, "AdobePass", "Runtime"))
            ? SignatureTypeKind.ForeignModel
            : SignatureTypeKind.Own;
        return new SignatureType(kind, _types.ReadUnannotated(type), isNullable, type.IsValueType);
    }

    // Returns whether the type is an emitted model of this project. Models of other projects read and write themselves.
    private bool IsModel(ITypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _assembly) && !InterfaceSymbols.IsAuthored(type);
}
