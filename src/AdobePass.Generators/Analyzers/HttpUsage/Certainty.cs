namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>The certainty that a header which was not found is missing.</summary>
internal enum Certainty
{
    /// <summary>Code that is not analyzed may add headers to the request.</summary>
    Open,

    /// <summary>The analyzed code adds no other header, but the client comes from elsewhere.</summary>
    Likely,

    /// <summary>All code that may add headers is analyzed.</summary>
    Definite,
}

/// <summary>Combines certainties.</summary>
internal static class CertaintyExtensions
{
    /// <summary>Gets the lower one of two certainties.</summary>
    public static Certainty AtMost(this Certainty certainty, Certainty limit) => limit < certainty ? limit : certainty;
}
