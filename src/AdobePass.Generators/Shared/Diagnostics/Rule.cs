using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>What the descriptors of one rule have in common. A rule has a descriptor for each of its messages.</summary>
internal sealed record Rule(string Title, string Category, DiagnosticSeverity Severity, string Description)
{
    public DiagnosticDescriptor ToDescriptor(string id, string messageFormat) =>
        DescriptorFactory.Create(id, Title, messageFormat, Category, Severity, Description);
}
