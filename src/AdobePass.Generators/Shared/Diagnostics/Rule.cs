using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>What the descriptors of one rule have in common. A rule has a descriptor for each of its messages.</summary>
/// <param name="Title">The title, as on the page of the rule.</param>
/// <param name="Category">The category, from <see cref="RuleCategories"/>.</param>
/// <param name="Severity">The default severity.</param>
/// <param name="Description">What the rule finds, and why it matters.</param>
internal sealed record Rule(string Title, string Category, DiagnosticSeverity Severity, string Description)
{
    /// <summary>Creates a descriptor.</summary>
    /// <param name="id">The id, from <see cref="RuleIds"/>.</param>
    /// <param name="messageFormat">The message: what is wrong, where, and what to do.</param>
    public DiagnosticDescriptor ToDescriptor(string id, string messageFormat) =>
        new(id, Title, messageFormat, Category, Severity, isEnabledByDefault: true, Description, HelpLinks.Of(id));
}
