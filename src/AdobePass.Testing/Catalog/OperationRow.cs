namespace AdobePass.Testing.Catalog;

/// <summary>Represents the requests of an operation, as the spec describes them.</summary>
internal sealed record OperationRow
{
    /// <summary>The prefix of the headers that Roku OS adds by itself.</summary>
    public const string RokuPrefix = "X-Roku-Reserved-";

    private const string RokuToken = RokuPrefix + "Roku-Connect-Token";

    /// <summary>The required scope of the access token; null if the operation does not need a token.</summary>
    public required string? Scope { get; init; }

    /// <summary>The media type of the body; null if the operation does not have a body.</summary>
    public required string? ContentType { get; init; }

    /// <summary>The members of the JSON body, or the fields of the form.</summary>
    public required string[] BodyMembers { get; init; }

    /// <summary>The query parameters.</summary>
    public required string[] Query { get; init; }

    /// <summary>The required headers.</summary>
    public required string[] Required { get; init; }

    /// <summary>The optional headers.</summary>
    public required string[] Optional { get; init; }

    public bool Requires(string header) => Required.Contains(header, StringComparer.OrdinalIgnoreCase);

    public bool Lists(string header) =>
        Requires(header)
        || Optional.Contains(header, StringComparer.OrdinalIgnoreCase)
        // Roku OS adds two headers with this prefix by itself; only one name is published.
        || (header.StartsWith(RokuPrefix, StringComparison.OrdinalIgnoreCase) && Optional.Contains(RokuToken));
}
