using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator;

/// <summary>Finds the error that prevents emission for a marked interface.</summary>
internal static class UnsupportedInterface
{
    public static DiagnosticInfo? Find(MarkedInterface marked, SpecSet specs, TargetModel target)
    {
        if (!target.IsLanguageSupported)
        {
            return DiagnosticInfo.Create(SetupDescriptors.LanguageVersionTooOld, marked.Location, target.LanguageVersion);
        }

        var specName = marked.Model.SpecName;
        return specs.Find(specName) is null ? specs.DescribeMissing(specName, marked.Location) : null;
    }
}
