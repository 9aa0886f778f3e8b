using System.Text;
using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>
/// Finds the possible string values of an expression. It follows constants, locals with one value, members that never change,
/// concatenations, interpolations, the arms of <c>??</c>, <c>?:</c> and <c>switch</c>, and calls that only pass a string on. It analyzes
/// only the requested expression, so that the cost does not depend on the size of the file.
/// </summary>
internal sealed class ConstantTracer(
    CodeBlock block,
    CancellationToken cancellationToken,
    CallArguments? arguments = null,
    TraceReach reach = TraceReach.Fixed)
{
    private const int MaxDepth = 10;
    private const int MaxNodes = 96;
    private const int MaxTexts = 8;

    private int _nodes;

    /// <summary>Gets the possible string values of an expression; a single unknown value if nothing is known.</summary>
    /// <param name="block">The body that contains the expression.</param>
    /// <param name="value">The expression.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <param name="arguments">The arguments of the call through which the body is analyzed.</param>
    /// <param name="reach">How far to search for values that may change.</param>
    public static IReadOnlyList<TracedString> Trace(
        CodeBlock block,
        IOperation value,
        CancellationToken cancellationToken,
        CallArguments? arguments = null,
        TraceReach reach = TraceReach.Fixed)
    {
        if (arguments is not null || value.ConstantValue.HasValue)
        {
            return new ConstantTracer(block, cancellationToken, arguments, reach).Trace(value, MaxDepth);
        }

        // Several rules trace the same expressions.
        var known = block.File.Traces;
        return known.TryGetValue((block, value, reach), out var traced)
            ? traced
            : known.GetOrAdd((block, value, reach), new ConstantTracer(block, cancellationToken, null, reach).Trace(value, MaxDepth));
    }

    /// <summary>Gets the first possible value of an expression that is an absolute URL, also through members that may change.</summary>
    public static string? TraceUrl(CodeBlock block, IOperation value, CancellationToken cancellationToken) =>
        Trace(block, value, cancellationToken, arguments: null, TraceReach.Members)
            .Select(static text => text.Text)
            .FirstOrDefault(static text => text.IndexOf("://", StringComparison.Ordinal) > 0);

    /// <summary>Gets the string value of an expression, if there is only one and all of it is known.</summary>
    public static string? TraceWhole(CodeBlock block, IOperation value, CancellationToken cancellationToken) =>
        Trace(block, value, cancellationToken) is [{ IsWhole: true } only] ? only.Text : null;

    public CodeBlock Block => block;

    public IReadOnlyList<TracedString> Trace(IOperation value, int depth)
    {
        if (value.ConstantValue is { HasValue: true, Value: var constant })
        {
            return [constant is null
                ? TracedString.Unknown(value)
                : new TracedString(Convert.ToString(constant, System.Globalization.CultureInfo.InvariantCulture), value)];
        }

        if (depth == 0 || ++_nodes > MaxNodes)
        {
            return [TracedString.Unknown(value)];
        }

        return value switch
        {
            IConversionOperation conversion => Trace(conversion.Operand, depth),
            IParenthesizedOperation parenthesized => Trace(parenthesized.Operand, depth),
            IUtf8StringOperation utf8 => [new TracedString(utf8.Value, value)],
            ICoalesceOperation coalesce => Either(Trace(coalesce.Value, depth - 1), Trace(coalesce.WhenNull, depth - 1)),
            IConditionalOperation { WhenFalse: { } whenFalse } conditional =>
                Either(Trace(conditional.WhenTrue, depth - 1), Trace(whenFalse, depth - 1)),
            ISwitchExpressionOperation choice =>
                ArmsOf(choice, depth).Aggregate((IReadOnlyList<TracedString>)[], (all, arm) => Either(all, Trace(arm.Value, depth - 1))),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum =>
                Join(value, [sum.LeftOperand, sum.RightOperand], depth),
            IInterpolatedStringOperation interpolated => Join(value, interpolated.Parts.Select(PartOf), depth),
            IInterpolatedStringHandlerCreationOperation handler => Trace(handler.Content, depth),
            ILocalReferenceOperation { IsDeclaration: false } local =>
                block.OnlyValueOf(local.Local) is { } only ? At(value, Trace(only, depth - 1)) : [TracedString.Unknown(value)],
            ISimpleAssignmentOperation assignment => Trace(assignment.Value, depth - 1),
            IArrayCreationOperation { Initializer.ElementValues: [var only] } => Trace(only, depth - 1),
            IParameterReferenceOperation parameter => OfParameter(parameter, depth),
            IFieldReferenceOperation { Field: { Name: "UriSchemeHttp" or "UriSchemeHttps", ContainingType.Name: "Uri" } scheme } =>
                [new TracedString(scheme.Name == "UriSchemeHttp" ? "http" : "https", value)],
            IFieldReferenceOperation field => OfMember(value, field.Field, depth),
            IPropertyReferenceOperation property => OfProperty(value, property, depth),
            IObjectCreationOperation creation => OfCreation(creation, depth),
            IInvocationOperation call => OfCall(call, depth),
            _ => [TracedString.Unknown(value)],
        };
    }

    // Only the arm of a known value.
    private IEnumerable<ISwitchExpressionArmOperation> ArmsOf(ISwitchExpressionOperation choice, int depth)
    {
        if (arguments is not null
            && Trace(choice.Value, depth - 1) is [{ IsWhole: true } only]
            && choice.Arms.FirstOrDefault(arm => IsConstant(arm.Pattern, only.Text)) is { } known)
        {
            return [known];
        }

        return choice.Arms;
    }

    private static bool IsConstant(IPatternOperation pattern, string text) =>
        pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var value } }
        && Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) == text;

    private static IOperation PartOf(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolatedStringTextOperation text => text.Text,
        IInterpolationOperation { Alignment: null, FormatString: null } interpolation => interpolation.Expression,
        _ => part,
    };

    // The value of a name is written elsewhere. The origin is the name.
    private static IReadOnlyList<TracedString> At(IOperation origin, IReadOnlyList<TracedString> texts) =>
        [.. texts.Select(text => text with { Origin = origin })];

    private static IReadOnlyList<TracedString> Either(IReadOnlyList<TracedString> left, IReadOnlyList<TracedString> right) =>
        left.Count == 0 ? right : [.. left.Concat(right).Take(MaxTexts)];

    private IReadOnlyList<TracedString> Join(IOperation origin, IEnumerable<IOperation> parts, int depth)
    {
        IReadOnlyList<string> texts = [string.Empty];
        foreach (var part in parts)
        {
            var next = Trace(part, depth - 1);
            texts = [.. texts.SelectMany(text => next.Select(each => text + each.Text)).Take(MaxTexts)];
        }

        return [.. texts.Select(text => new TracedString(text, origin))];
    }

    private IReadOnlyList<TracedString> OfParameter(IParameterReferenceOperation reference, int depth)
    {
        var parameter = reference.Parameter;
        if (arguments?.Find(parameter) is { } argument)
        {
            return At(reference, In(arguments.Caller, arguments.Outer).Trace(argument, depth - 1));
        }

        var texts = new List<TracedString>();
        if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: string text })
        {
            texts.Add(new TracedString(text, reference));
        }

        if (reach == TraceReach.Callers)
        {
            texts.AddRange(AssignedValues.PassedFor(block.File, parameter, cancellationToken)
                .SelectMany(each => In(each.Block).Trace(each.Value, depth - 1))
                .Where(static each => !each.IsUnknown)
                .Take(MaxTexts - 1));
        }

        return [.. texts, TracedString.Unknown(reference)];
    }

    private ConstantTracer In(CodeBlock other, CallArguments? itsArguments = null) =>
        new(other, cancellationToken, itsArguments, reach) { _nodes = _nodes };

    // A member that may change: the values that the file gives it, and others that it does not show.
    private IReadOnlyList<TracedString> OfVariable(IOperation origin, ISymbol member, int depth)
    {
        if (reach == TraceReach.Fixed)
        {
            return [TracedString.Unknown(origin)];
        }

        var values = AssignedValues.Of(block.File, member, cancellationToken)
            .Where(each => reach == TraceReach.Members
                || member is not IFieldSymbol
                || !SymbolEqualityComparer.Default.Equals(each.Block.Owner, member))
            .SelectMany(each => In(each.Block).Trace(each.Value, depth - 1))
            .Take(MaxTexts)
            .ToList();

        // A read-only field that the constructors of the file assign has no other values.
        var known = values.Where(static each => !each.IsUnknown).Take(MaxTexts - 1).ToList();
        return reach == TraceReach.Members
            && known.Count > 0
            && known.Count == values.Count
            && member is IFieldSymbol { IsReadOnly: true, ContainingType.DeclaringSyntaxReferences.Length: 1 }
                ? known
                : [.. known, TracedString.Unknown(origin)];
    }

    private IReadOnlyList<TracedString> OfMember(IOperation origin, ISymbol member, int depth, CallArguments? passed = null)
    {
        var isFixed = member switch
        {
            IFieldSymbol field => DeclaredStrings.NeverChanges(field, cancellationToken),
            IPropertySymbol property => property is { IsVirtual: false, IsOverride: false, IsAbstract: false },
            _ => true,
        };
        if (!isFixed)
        {
            return OfVariable(origin, member, depth);
        }

        if (block.File.BlockOf(member, cancellationToken) is { } declaration
            && ValueOf(declaration.Root) is { } value
            && (member is not IPropertySymbol initialized
                || declaration.Root is not IPropertyInitializerOperation
                || DeclaredStrings.NeverChanges(initialized, cancellationToken)))
        {
            return At(origin, In(declaration, passed).Trace(value, depth - 1));
        }

        return DeclaredStrings.Of(member, cancellationToken) is { } text
            ? [new TracedString(text, origin)]
            : OfVariable(origin, member, depth);
    }

    // An initializer, an expression body, or a body that only returns.
    internal static IOperation? ValueOf(IOperation root) => root switch
    {
        ISymbolInitializerOperation initializer => initializer.Value,
        IMethodBodyOperation body => ValueOf((body.BlockBody ?? body.ExpressionBody)!),
        IBlockOperation { Operations: [IReturnOperation { ReturnedValue: { } returned }] } => returned,
        _ => null,
    };

    private IReadOnlyList<TracedString> OfProperty(IOperation origin, IPropertyReferenceOperation property, int depth) =>
        property.Property switch
        {
            { Name: "AbsoluteUri" or "OriginalString", ContainingType: { Name: "Uri", ContainingNamespace.Name: "System" } }
                when property.Instance is { } uri =>
                Trace(uri, depth - 1),
            { Name: "Uri", ContainingType: { Name: "UriBuilder", ContainingNamespace.Name: "System" } }
                when property.Instance is { } builder =>
                BuiltStrings.OfUriBuilder(this, builder, depth - 1),
            { Name: "Value", ContainingType.Name: "Lazy" } when property.Instance is { } lazy => Trace(lazy, depth - 1),
            _ => OfMember(origin, property.Property, depth),
        };

    private IReadOnlyList<TracedString> OfCreation(IObjectCreationOperation creation, int depth)
    {
        if (creation.Type is INamedTypeSymbol { Name: "UriBuilder", ContainingNamespace.Name: "System" })
        {
            return BuiltStrings.OfUriBuilder(this, creation, depth);
        }

        if (creation is { Type: INamedTypeSymbol { Name: "Lazy" }, Arguments: [{ Value: var factory }, ..] })
        {
            return factory.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault() is { } function
                && ValueOf(function.Body) is { } produced
                ? Trace(produced, depth - 1)
                : [TracedString.Unknown(creation)];
        }

        if (HttpLibraries.IsFlurlUrl(creation.Type) || HttpLibraries.IsFlurlRequest(creation.Type)
            || HttpLibraries.IsFlurlClient(creation.Type))
        {
            return creation.Arguments.FirstOrDefault(static each => each.Parameter?.Name is "baseUrl" or "url" or "uri") is { } url
                ? Trace(url.Value, depth - 1)
                : [TracedString.Unknown(creation)];
        }

        if (creation.Type is not INamedTypeSymbol { Name: "Uri", ContainingNamespace.Name: "System" })
        {
            return [TracedString.Unknown(creation)];
        }

        var first = creation.Arguments
            .FirstOrDefault(static argument => argument.Parameter?.Name is "uriString" or "uri" or "baseUri")?.Value;
        var second = creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "relativeUri")?.Value;
        if (first is null)
        {
            return [TracedString.Unknown(creation)];
        }

        return second is null
            ? Trace(first, depth - 1)
            : [.. Trace(first, depth - 1)
                .SelectMany(left => Trace(second, depth - 1)
                    .Select(right => new TracedString(JoinAddress(left.Text, right.Text), creation)))
                .Take(MaxTexts)];
    }

    /// <summary>Combines a base URL and a relative URL, as <see cref="Uri"/> does.</summary>
    public static string JoinAddress(string baseUrl, string relativeUrl)
    {
        if (relativeUrl.IndexOf("://", StringComparison.Ordinal) >= 0)
        {
            return relativeUrl;
        }

        var authority = baseUrl.IndexOf("://", StringComparison.Ordinal);
        var root = authority < 0 ? -1 : baseUrl.IndexOf('/', authority + 3);
        if (relativeUrl.StartsWith("/", StringComparison.Ordinal))
        {
            return (root < 0 ? baseUrl : baseUrl.Substring(0, root)) + relativeUrl;
        }

        return root < 0 ? baseUrl + "/" + relativeUrl : baseUrl.Substring(0, baseUrl.LastIndexOf('/') + 1) + relativeUrl;
    }

    /// <summary>Appends a relative URL to the path of a base URL.</summary>
    public static string AppendPath(string baseUrl, string relativeUrl) =>
        relativeUrl.IndexOf("://", StringComparison.Ordinal) >= 0
            ? relativeUrl
            : baseUrl.TrimEnd('/') + "/" + relativeUrl.TrimStart('/');

    private IReadOnlyList<TracedString> OfCall(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        switch ((method.ContainingType?.Name, method.Name))
        {
            case ("String", "Concat") when method.ContainingType!.SpecialType == SpecialType.System_String:
                return Join(call, ValuesOf(call), depth);
            case ("String", "Join")
                when method.ContainingType!.SpecialType == SpecialType.System_String && ValuesOf(call) is [var separator, _, ..] values:
                return Join(call, values.Skip(1).SelectMany((part, i) => i == 0 ? new[] { part } : [separator, part]), depth);
            case ("String", "Format") when method.ContainingType!.SpecialType == SpecialType.System_String:
                return Format(call, depth);
            case ("StringBuilder", "ToString") when call.Instance is { } builder:
                return BuiltStrings.OfStringBuilder(this, builder, depth - 1);
            case ("UriBuilder", "ToString") when call.Instance is { } builder:
                return BuiltStrings.OfUriBuilder(this, builder, depth - 1);
            case ("QueryHelpers", "AddQueryString"):
                return BuiltStrings.OfQueryHelpers(this, call, depth - 1);
            case ("String", "Replace") when call is { Instance: { } template, Arguments: [var from, var to, ..] }:
                return Replace(call, template, from.Value, to.Value, depth - 1);
            case ("String", "Trim" or "TrimStart" or "TrimEnd" or "ToString" or "Normalize" or "ToLower" or "ToLowerInvariant"):
            case ("Uri", "ToString"):
            case ("MemoryExtensions", "AsSpan" or "AsMemory"):
                return (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } text
                    ? Trace(text, depth - 1)
                    : [TracedString.Unknown(call)];
            case ("Encoding" or "UTF8Encoding" or "ASCIIEncoding", "GetBytes" or "GetString"):
            case ("ReadOnlySpan", "ToArray"):
                return (method.Name == "ToArray" ? call.Instance : call.Arguments.FirstOrDefault()?.Value) is { } bytes
                    ? Trace(bytes, depth - 1)
                    : [TracedString.Unknown(call)];
            case ("Uri", "EscapeDataString" or "EscapeUriString"):
            case ("WebUtility" or "HttpUtility", "UrlEncode"):
                return call.Arguments.FirstOrDefault()?.Value is { } raw
                    ? [.. Trace(raw, depth - 1).Select(text => text.IsWhole
                        ? text with { Text = Uri.EscapeDataString(text.Text) }
                        : text)]
                    : [TracedString.Unknown(call)];
            case ("Convert", "ToBase64String"):
                return call.Arguments.FirstOrDefault()?.Value is { } plain
                    ? Encode(call, Trace(plain, depth - 1))
                    : [TracedString.Unknown(call)];
            case ("Convert", "FromBase64String"):
                return call.Arguments.FirstOrDefault()?.Value is { } encoded
                    ? Decode(call, Trace(encoded, depth - 1))
                    : [TracedString.Unknown(call)];
            default:
                return HttpLibraries.IsFlurlBuilding(method) ? FlurlUrls.Of(this, call, depth) : OfOwnMethod(call, depth);
        }
    }

    // A method or local function that only returns an expression.
    private IReadOnlyList<TracedString> OfOwnMethod(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod.OriginalDefinition;
        var passed = new CallArguments(block, call.Arguments, arguments);
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            var local = block.Operations.OfType<ILocalFunctionOperation>()
                .FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Symbol, method));
            return local?.Body is { } body && ValueOf(body) is { } value
                ? At(call, In(block, passed).Trace(value, depth - 1))
                : [TracedString.Unknown(call)];
        }

        return method is { IsVirtual: false, IsOverride: false }
            && (SymbolEqualityComparer.Default.Equals(method.ContainingType, ContainingType)
                || (method.IsStatic && !method.Parameters.IsEmpty && block.File.BlockOf(method, cancellationToken) is not null))
            ? OfMember(call, method, depth, passed)
            : [TracedString.Unknown(call)];
    }

    private IReadOnlyList<TracedString> Replace(IOperation origin, IOperation template, IOperation from, IOperation to, int depth) =>
        Trace(from, depth) is [{ IsWhole: true, Text.Length: > 0 } old]
            ? [.. Trace(template, depth).SelectMany(text => Trace(to, depth)
                .Select(part => new TracedString(text.Text.Replace(old.Text, part.Text), origin)))
                .Take(MaxTexts)]
            : [TracedString.Unknown(origin)];

    private INamedTypeSymbol? ContainingType => block.Owner as INamedTypeSymbol ?? block.Owner?.ContainingType;

    // Arguments in the order of the parameters. A "params" array is expanded to its elements.
    internal static List<IOperation> ValuesOf(IInvocationOperation call)
    {
        var values = new List<IOperation>();
        foreach (var argument in call.Arguments)
        {
            var value = argument.Value is IConversionOperation { Operand: IArrayCreationOperation converted } ? converted : argument.Value;
            if (value is IArrayCreationOperation { Initializer: { } elements })
            {
                values.AddRange(elements.ElementValues);
            }
            else
            {
                values.Add(value);
            }
        }

        return values;
    }

    private IReadOnlyList<TracedString> Format(IInvocationOperation call, int depth)
    {
        var values = ValuesOf(call).Where(static value => value.Type is not { Name: "IFormatProvider" or "CultureInfo" }).ToList();
        if (values.Count == 0 || Trace(values[0], depth - 1) is not [{ IsWhole: true } format])
        {
            return [TracedString.Unknown(call)];
        }

        var text = new StringBuilder(format.Text);
        for (var i = 1; i < values.Count; i++)
        {
            text.Replace(
                "{" + (i - 1).ToString(System.Globalization.CultureInfo.InvariantCulture) + "}",
                Trace(values[i], depth - 1) is [var only] ? only.Text : TracedString.UnknownPart.ToString());
        }

        return [new TracedString(text.ToString(), call)];
    }

    private static IReadOnlyList<TracedString> Encode(IOperation origin, IReadOnlyList<TracedString> texts) =>
        [.. texts.Select(text => text.IsWhole
            ? new TracedString(Convert.ToBase64String(Encoding.UTF8.GetBytes(text.Text)), origin)
            : TracedString.Unknown(origin))];

    private static IReadOnlyList<TracedString> Decode(IOperation origin, IReadOnlyList<TracedString> texts) =>
        [.. texts.Select(text => text.IsWhole && Base64.Decode(text.Text) is { } decoded
            ? new TracedString(decoded, origin)
            : TracedString.Unknown(origin))];
}
