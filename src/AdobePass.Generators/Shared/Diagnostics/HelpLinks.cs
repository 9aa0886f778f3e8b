namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>The page of each rule.</summary>
internal static class HelpLinks
{
    public static string Of(string ruleId) =>
        $"https://github.com/adobepass-generators/adobepass-generators/blob/main/docs/rules/{ruleId}.md";
}
