using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP4001: replaces a shorter delay by 3 seconds.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FastPollingFix)), Shared]
public sealed class FastPollingFix() : ShortWaitFix(RuleIds.FastPolling, seconds: 3);
