using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP3002: reads the software statement from the environment.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SoftwareStatementInSourceFix)), Shared]
public sealed class SoftwareStatementInSourceFix()
    : EnvironmentVariableFix(RuleIds.SoftwareStatementInSource, "ADOBE_PASS_SOFTWARE_STATEMENT", isToken: true);
