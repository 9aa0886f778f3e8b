using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP3003: reads the client secret from the environment.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ConstantClientSecretFix)), Shared]
public sealed class ConstantClientSecretFix()
    : EnvironmentVariableFix(RuleIds.ConstantClientSecret, "ADOBE_PASS_CLIENT_SECRET", isToken: false);
