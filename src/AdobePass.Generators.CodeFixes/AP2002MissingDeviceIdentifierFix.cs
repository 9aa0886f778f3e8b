using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP2002: adds <c>AP-Device-Identifier</c> with the identifier of the device that is in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingDeviceIdentifierFix)), Shared]
public sealed class MissingDeviceIdentifierFix() : DeviceHeaderFix(RuleIds.DeviceIdentifierIsMissing, "AP-Device-Identifier")
{
    private protected override Func<Func<string, string>, string>? FindValue(
        SemanticModel model,
        int position,
        CancellationToken cancellationToken) =>
        DeviceInScope.Find(model, position, needsIdentifier: true, cancellationToken) is { } device
            ? name => $"\"fingerprint \" + {name("System.Convert")}.ToBase64String("
                + $"{name("System.Text.Encoding")}.UTF8.GetBytes({device.Name}.Identifier))"
            : null;
}
