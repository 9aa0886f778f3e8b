using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>How sure it is that what is not seen is not there.</summary>
internal enum Certainty
{
    /// <summary>Something out of sight may add to the request.</summary>
    Open,

    /// <summary>Nothing in sight adds to it, but the client comes from elsewhere.</summary>
    Likely,

    /// <summary>Everything that may add to it is in sight.</summary>
    Definite,
}

/// <summary>A request to Adobe Pass in hand-written code.</summary>
/// <param name="Location">The creation of the request, or the call that makes and sends it at once.</param>
/// <param name="Endpoint">Where it goes.</param>
/// <param name="Headers">The headers that are added to it.</param>
/// <param name="Content">The body.</param>
/// <param name="Call">The call that sends it, if it is in sight.</param>
/// <param name="Certainty">Whether the headers are all.</param>
internal sealed record RequestSite(
    IOperation Location,
    Endpoint Endpoint,
    IReadOnlyList<HeaderAdd> Headers,
    IOperation? Content,
    IInvocationOperation? Call,
    Certainty Certainty)
{
    public PassOperation Operation => Endpoint.Operation!;

    public bool Adds(string header) => Headers.Any(each => string.Equals(each.Name, header, StringComparison.OrdinalIgnoreCase));
}
