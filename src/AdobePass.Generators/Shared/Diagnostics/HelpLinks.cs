namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>Creates the URL of the page of a rule.</summary>
internal static class HelpLinks
{
    public static string Of(string ruleId) =>
        $"https://github.com/adobepass-generators/adobepass-generators/blob/main/docs/rules/{ruleId}.md";
}
