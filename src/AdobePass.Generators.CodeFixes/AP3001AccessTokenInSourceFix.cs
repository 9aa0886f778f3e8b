using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP3001: reads the access token from the environment.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AccessTokenInSourceFix)), Shared]
public sealed class AccessTokenInSourceFix() : EnvironmentVariableFix(RuleIds.AccessTokenInSource, "ADOBE_PASS_ACCESS_TOKEN", isToken: true)
{
    /// <summary>None: a token that is read is still one that nobody renews. Whether it should be there at all is for the author to say, place by place.</summary>
    /// <returns>Nothing.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;
}
