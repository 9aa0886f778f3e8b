using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP2001: adds <c>X-Device-Info</c> with the description of the device that is in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingDeviceInfoFix)), Shared]
public sealed class MissingDeviceInfoFix() : DeviceHeaderFix(RuleIds.DeviceInfoIsMissing, "X-Device-Info", needsIdentifier: false)
{
    private protected override string ValueOf(DeviceInScope device, Func<string, string> name) =>
        device.HasIdentifier ? $"{device.Name}.Information.ToHeaderValue()" : $"{device.Name}.ToHeaderValue()";
}
