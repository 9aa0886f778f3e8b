using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>Creates the descriptors of rules. A rule has one descriptor for each of its messages.</summary>
internal static class DescriptorFactory
{
    /// <summary>Creates a descriptor.</summary>
    /// <param name="id">The id, from <see cref="RuleIds"/>.</param>
    /// <param name="title">The title, as on the page of the rule.</param>
    /// <param name="messageFormat">The message: what is wrong, where, and what to do.</param>
    /// <param name="category">The category, from <see cref="RuleCategories"/>.</param>
    /// <param name="defaultSeverity">The default severity.</param>
    /// <param name="description">What the rule finds, and why it matters.</param>
    public static DiagnosticDescriptor Create(
        string id,
        string title,
        string messageFormat,
        string category,
        DiagnosticSeverity defaultSeverity,
        string description) =>
        new(id, title, messageFormat, category, defaultSeverity, isEnabledByDefault: true, description, HelpLinks.Of(id));
}
