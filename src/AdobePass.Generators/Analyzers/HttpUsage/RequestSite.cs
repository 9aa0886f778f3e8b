using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>A request to Adobe Pass in the user's own code.</summary>
/// <param name="Location">The creation of the request, or the call that creates and sends it.</param>
/// <param name="Endpoint">The endpoint that it is sent to.</param>
/// <param name="Headers">The headers that are added to it.</param>
/// <param name="Content">The body.</param>
/// <param name="Call">The call that sends it, if it was found.</param>
/// <param name="Certainty">The certainty that <paramref name="Headers"/> is complete.</param>
internal sealed record RequestSite(
    IOperation Location,
    Endpoint Endpoint,
    IReadOnlyList<HeaderAdd> Headers,
    IOperation? Content,
    IInvocationOperation? Call,
    Certainty Certainty)
{
    public PassOperation Operation => Endpoint.Operation!;

    /// <summary>Gets the creation of the request. A helper method may contain it.</summary>
    public IOperation Creation { get; init; } = Location;

    /// <summary>Gets the expression for the URL.</summary>
    public IOperation? Address { get; init; }

    /// <summary>Gets the body of code that contains <see cref="Address"/>.</summary>
    public CodeBlock? AddressBlock { get; init; }

    /// <summary>Gets the possible URLs.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Gets the body of code that contains <see cref="Content"/>.</summary>
    public CodeBlock? ContentBlock { get; init; }

    /// <summary>Gets the content type, if the request has a property for it.</summary>
    public string? ContentType { get; init; }

    public bool Adds(string header) => Headers.Any(each => string.Equals(each.Name, header, StringComparison.OrdinalIgnoreCase));
}
