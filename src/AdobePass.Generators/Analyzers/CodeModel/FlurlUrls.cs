using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Finds the URLs that the methods of Flurl build.</summary>
internal static class FlurlUrls
{
    private const string Unknown = "\uFFFC";
    private const int MaxTexts = 8;

    /// <summary>Gets the URLs of a call that returns a URL or a request.</summary>
    public static IReadOnlyList<TracedString> Of(ConstantTracer tracer, IInvocationOperation call, int depth)
    {
        if (HttpLibraries.ReceiverOf(call) is not { } receiver)
        {
            return [TracedString.Unknown(call)];
        }

        var urls = tracer.Trace(receiver, depth);
        var arguments = ConstantTracer.ValuesOf(call).Skip(call.Instance is null ? 1 : 0).ToList();
        return call.TargetMethod.Name switch
        {
            "AppendPathSegment" => Append(urls, call, [One(tracer, arguments[0], depth)]),
            "AppendPathSegments" or "Request" => Append(urls, call, [.. arguments.Select(each => One(tracer, each, depth))]),
            "SetQueryParam" or "AppendQueryParam" or "SetQueryParams" or "AppendQueryParams" =>
                AddQuery(urls, call, QueryOf(tracer, arguments, depth)),
            "RemovePathSegment" or "RemovePath" or "ResetToRoot" or "Reset" => [TracedString.Unknown(call)],
            _ => urls,
        };
    }

    private static IReadOnlyList<TracedString> Append(
        IReadOnlyList<TracedString> urls,
        IOperation origin,
        IReadOnlyList<string> segments) =>
        [.. urls.Take(MaxTexts).Select(url => new TracedString(
            segments.Aggregate(url.Text, static (text, segment) => text.TrimEnd('/') + "/" + segment.TrimStart('/')),
            origin))];

    private static IReadOnlyList<TracedString> AddQuery(IReadOnlyList<TracedString> urls, IOperation origin, string query) =>
        [.. urls.Select(url => new TracedString(url.Text + (url.Text.IndexOf('?') < 0 ? "?" : "&") + query, origin))];

    // A name and a value, or an object whose members are the parameters.
    private static string QueryOf(ConstantTracer tracer, List<IOperation> arguments, int depth) =>
        arguments.Count > 0 && Conversions.WalkDown(arguments[0]) is IAnonymousObjectCreationOperation members
            ? string.Join("&", MembersOf(members).Select(each => each.Name + "=" + One(tracer, each.Value, depth)))
            : arguments is [var name, var value, ..]
            ? One(tracer, name, depth) + "=" + One(tracer, value, depth)
            : Unknown;

    /// <summary>Gets the members of an anonymous object.</summary>
    public static IEnumerable<(string Name, IOperation Value)> MembersOf(IAnonymousObjectCreationOperation creation)
    {
        foreach (var member in creation.Initializers)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } assignment)
            {
                yield return (name, assignment.Value);
            }
        }
    }

    private static string One(ConstantTracer tracer, IOperation value, int depth) =>
        tracer.Trace(value, depth - 1) is [var only] ? only.Text : Unknown;
}
