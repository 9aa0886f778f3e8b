using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP4004: replaces a shorter delay by 1 second.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RetryWithoutWaitFix)), Shared]
public sealed class RetryWithoutWaitFix() : ShortWaitFix(RuleIds.RetryWithoutWait, seconds: 1);
