using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>Represents the common properties of the descriptors of one rule. A rule has a descriptor for each of its messages.</summary>
internal sealed record Rule(string Title, string Category, DiagnosticSeverity Severity, string Description)
{
    public DiagnosticDescriptor ToDescriptor(string id, string messageFormat) =>
        new(id, Title, messageFormat, Category, Severity, isEnabledByDefault: true, Description, HelpLinks.Of(id));
}
