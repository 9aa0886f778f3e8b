using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP3004: reads the access token from the environment.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConstantAccessTokenFix)), Shared]
public sealed class ConstantAccessTokenFix() : EnvironmentVariableFix(RuleIds.ConstantAccessToken, "ADOBE_PASS_ACCESS_TOKEN", isToken: false)
{
    /// <summary>None: a token that is read is still one that nobody renews. Whether it should be there at all is for the author to say, place by place.</summary>
    /// <returns>Nothing.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;
}
