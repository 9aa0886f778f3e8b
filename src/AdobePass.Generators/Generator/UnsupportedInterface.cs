using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator;

/// <summary>Why nothing can be emitted for a marked interface.</summary>
internal sealed record UnsupportedInterface(string RuleId, string Message, LocationInfo Location)
{
    public static UnsupportedInterface? Find(MarkedInterface marked, SpecSet specs, TargetModel target)
    {
        if (!target.IsLanguageSupported)
        {
            return new UnsupportedInterface(
                RuleIds.LanguageVersionTooOld,
                $"Generated clients need C# 11 or later, and this project is compiled as C# {target.LanguageVersion}. Set <LangVersion>11.0</LangVersion> or later in the project file",
                marked.Location);
        }

        var specName = marked.Model.SpecName;
        return specs.Find(specName) is null ? new UnsupportedInterface(RuleIds.UnknownSpec, specs.DescribeMissing(specName), marked.Location) : null;
    }
}
