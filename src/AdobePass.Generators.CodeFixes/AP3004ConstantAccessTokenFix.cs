using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP3004: reads the access token from the environment.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConstantAccessTokenFix)), Shared]
public sealed class ConstantAccessTokenFix()
    : EnvironmentVariableFix(RuleIds.ConstantAccessToken, "ADOBE_PASS_ACCESS_TOKEN", isToken: false)
{
    /// <summary>
    /// Not supported: a token from the environment is not renewed either. The author decides case by case whether the code needs a token.
    /// </summary>
    /// <returns><see langword="null"/>.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;
}
