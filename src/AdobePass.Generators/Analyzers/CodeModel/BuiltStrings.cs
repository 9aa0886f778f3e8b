using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Finds the strings that builders build: <c>UriBuilder</c>, <c>StringBuilder</c> and <c>QueryHelpers</c>.</summary>
internal static class BuiltStrings
{
    private const string Unknown = "\uFFFC";

    /// <summary>Gets the URLs of a <c>UriBuilder</c>.</summary>
    public static IEnumerable<string> UrlsOf(CodeBlock block, IOperation builder, CancellationToken cancellationToken) =>
        OfUriBuilder(new ConstantTracer(block, cancellationToken), builder, 6).Select(static text => text.Text);

    /// <summary>Gets the URLs of a <c>UriBuilder</c>: of its constructor, its initializer and the assignments to its properties.</summary>
    public static IReadOnlyList<TracedString> OfUriBuilder(ConstantTracer tracer, IOperation builder, int depth)
    {
        if (CreationOf(tracer.Block, builder, out var local) is not { Type.Name: "UriBuilder" } creation)
        {
            return [TracedString.Unknown(builder)];
        }

        string? Argument(string name) =>
            creation.Arguments.FirstOrDefault(each => each.Parameter?.Name == name) is { } found ? One(tracer, found.Value, depth) : null;

        var parts = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Scheme"] = Argument("scheme") ?? Argument("schemeName"),
            ["Host"] = Argument("host") ?? Argument("hostName"),
            ["Path"] = Argument("path") ?? Argument("pathValue"),
            ["Query"] = Argument("extraValue"),
        };
        foreach (var (name, value) in Assignments(tracer.Block, creation, local))
        {
            // The names of the parameters are the same in all possible queries.
            parts[name] = name == "Query"
                ? tracer.Trace(value, depth).Select(static each => each.Text).OrderByDescending(static each => each.Length).First()
                : One(tracer, value, depth);
        }

        var given = Argument("uri") ?? string.Empty;
        return given.Length == 0 && parts["Host"] is null
            ? [TracedString.Unknown(builder)]
            : [new TracedString(Compose(given, parts), builder)];
    }

    /// <summary>Gets the string of a <c>StringBuilder</c>, from its constructor and the calls of its methods in source order.</summary>
    public static IReadOnlyList<TracedString> OfStringBuilder(ConstantTracer tracer, IOperation builder, int depth)
    {
        var parts = new List<string>();
        var root = AddChain(tracer, builder, parts, depth);
        if (CreationOf(tracer.Block, root, out var local) is not { Type.Name: "StringBuilder" } creation)
        {
            return [TracedString.Unknown(builder)];
        }

        var whole = new List<string>();
        if (creation.Arguments.FirstOrDefault(static each => each.Parameter?.Name == "value") is { } start)
        {
            whole.Add(One(tracer, start.Value, depth));
        }

        foreach (var reference in local is null ? [] : tracer.Block.ReferencesTo(local))
        {
            var outermost = reference;
            while (outermost.Parent is IInvocationOperation { TargetMethod.Name: not "ToString" } call && call.Instance == outermost)
            {
                outermost = call;
            }

            if (outermost != reference && outermost.Parent is IExpressionStatementOperation)
            {
                whole.AddRange(IsConditional(outermost) ? [Unknown] : PartsOf(tracer, outermost, depth));
            }
        }

        whole.AddRange(parts);
        return [new TracedString(string.Concat(whole), builder)];
    }

    /// <summary>Gets the URL of <c>QueryHelpers.AddQueryString</c>.</summary>
    public static IReadOnlyList<TracedString> OfQueryHelpers(ConstantTracer tracer, IInvocationOperation call, int depth)
    {
        if (call.Arguments is not [var address, var first, ..] arguments)
        {
            return [TracedString.Unknown(call)];
        }

        var query = arguments is [_, _, var second]
            ? One(tracer, first.Value, depth) + "=" + One(tracer, second.Value, depth)
            : DictionaryEntries.Of(tracer.Block, first.Value) is { } entries
            ? string.Join("&", entries.Entries.Select(each => One(tracer, each.Key, depth) + "=" + One(tracer, each.Value, depth)))
            : Unknown;
        return [.. tracer.Trace(address.Value, depth)
            .Select(text => new TracedString(text.Text + (text.Text.IndexOf('?') < 0 ? "?" : "&") + query, call))];
    }

    private static string Compose(string given, Dictionary<string, string?> parts)
    {
        var scheme = given.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? given : given.Substring(scheme + 3);
        var path = rest.IndexOfAny(['/', '?']);
        var authority = path < 0 ? rest : rest.Substring(0, path);
        var question = path < 0 ? -1 : rest.IndexOf('?');
        var oldPath = path < 0 ? string.Empty : question < 0 ? rest.Substring(path) : rest.Substring(path, question - path);
        var oldQuery = question < 0 ? string.Empty : rest.Substring(question + 1);
        var newScheme = parts["Scheme"] ?? (scheme < 0 ? "http" : given.Substring(0, scheme));
        var newPath = parts["Path"] ?? oldPath;
        var newQuery = (parts["Query"] ?? oldQuery).TrimStart('?');
        return newScheme + "://" + (parts["Host"] ?? authority)
            + (newPath.Length == 0 || newPath[0] is '/' or TracedString.UnknownPart ? newPath : "/" + newPath)
            + (newQuery.Length == 0 ? string.Empty : "?" + newQuery);
    }

    private static IEnumerable<(string Name, IOperation Value)> Assignments(
        CodeBlock block,
        IObjectCreationOperation creation,
        ILocalSymbol? local)
    {
        foreach (var member in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } assignment)
            {
                yield return (name, assignment.Value);
            }
        }

        foreach (var reference in local is null ? [] : block.ReferencesTo(local))
        {
            if (reference.Parent is IPropertyReferenceOperation { Property.Name: var name, Parent: ISimpleAssignmentOperation assignment }
                    member
                && assignment.Target == member)
            {
                yield return (name, assignment.Value);
            }
        }
    }

    private static IObjectCreationOperation? CreationOf(CodeBlock block, IOperation value, out ILocalSymbol? local)
    {
        local = null;
        while (value is IConversionOperation or IParenthesizedOperation)
        {
            value = value.ChildOperations.First();
        }

        if (value is not ILocalReferenceOperation reference)
        {
            return value as IObjectCreationOperation;
        }

        local = reference.Local;
        var only = block.OnlyValueOf(local);
        return only as IObjectCreationOperation ?? (only as IConversionOperation)?.Operand as IObjectCreationOperation;
    }

    // Adds the parts that a chain of Append calls adds, and returns the operation at its beginning.
    private static IOperation AddChain(ConstantTracer tracer, IOperation builder, List<string> parts, int depth)
    {
        var calls = new Stack<IInvocationOperation>();
        while (builder is IInvocationOperation { Instance: { } inner } call)
        {
            calls.Push(call);
            builder = inner;
        }

        foreach (var call in calls)
        {
            parts.Add(PartOf(tracer, call, depth));
        }

        return builder;
    }

    private static IEnumerable<string> PartsOf(ConstantTracer tracer, IOperation chain, int depth)
    {
        var parts = new List<string>();
        AddChain(tracer, chain, parts, depth);
        return parts;
    }

    private static string PartOf(ConstantTracer tracer, IInvocationOperation call, int depth) => call switch
    {
        { TargetMethod.Name: "Append", Arguments: [{ Value: var value }] } => One(tracer, value, depth),
        { TargetMethod.Name: "AppendLine", Arguments: [] } => "\n",
        { TargetMethod.Name: "AppendLine", Arguments: [{ Value: var value }] } => One(tracer, value, depth) + "\n",
        _ => Unknown,
    };

    private static string One(ConstantTracer tracer, IOperation value, int depth) =>
        tracer.Trace(value, depth) is [var only] ? only.Text : Unknown;

    private static bool IsConditional(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IConditionalOperation or ILoopOperation or ISwitchOperation or ITryOperation or IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }
}
