using AdobePass.Generators.Diagnostics;
using AdobePass.Generators.Interfaces;
using AdobePass.Generators.Spec;

namespace AdobePass.Generators.Pipeline;

/// <summary>Why nothing can be emitted for a marked interface.</summary>
internal sealed record Unusable(string RuleId, string Message, Place Place)
{
    public static Unusable? Find(MarkedInterface marked, SpecSet specs, TargetModel target)
    {
        if (!target.IsLanguageSupported)
        {
            return new Unusable(
                RuleIds.LanguageVersionTooOld,
                $"Generated clients need C# 11 or later, and this project is compiled as C# {target.LanguageVersion}. Set <LangVersion>11.0</LangVersion> or later in the project file",
                marked.Place);
        }

        var specName = marked.Model.SpecName;
        return specs.Find(specName) is null ? new Unusable(RuleIds.UnknownSpec, specs.DescribeMissing(specName), marked.Place) : null;
    }
}
