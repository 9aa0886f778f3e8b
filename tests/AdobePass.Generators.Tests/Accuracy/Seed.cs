namespace AdobePass.Generators.Tests.Accuracy;

/// <summary>A source with a known answer.</summary>
/// <param name="Rule">The rule that is asked.</param>
/// <param name="Kind">The form that the mistake, or what makes it right, has.</param>
/// <param name="IsMistake">Whether the rule must report it.</param>
/// <param name="Source">A whole file.</param>
internal sealed record Seed(string Rule, string Kind, bool IsMistake, string Source)
{
    /// <summary>Whether the form is one that the rule is documented not to see. It is counted by itself.</summary>
    public bool IsUnsupported { get; init; }

    /// <summary>Whether the seed changes what is known of other files, and needs a project of its own.</summary>
    public bool IsAlone { get; init; }
}
