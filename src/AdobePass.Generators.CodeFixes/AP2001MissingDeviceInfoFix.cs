using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP2001: adds <c>X-Device-Info</c> with the description of the device that is in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingDeviceInfoFix)), Shared]
public sealed class MissingDeviceInfoFix() : DeviceHeaderFix(RuleIds.DeviceInfoIsMissing, "X-Device-Info")
{
    private protected override Func<Func<string, string>, string>? FindValue(
        SemanticModel model,
        int position,
        CancellationToken cancellationToken) =>
        DeviceInScope.Find(model, position, needsIdentifier: false, cancellationToken) switch
        {
            { HasIdentifier: true } device => _ => $"{device.Name}.Information.ToHeaderValue()",
            { } information => _ => $"{information.Name}.ToHeaderValue()",
            null => null,
        };
}
