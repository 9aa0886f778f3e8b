using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds tokens of Adobe Pass in the settings files of a project, by their content. No message contains the token.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AP3006TokenInSettings : DiagnosticAnalyzer
{
    private static readonly Rule Rule = new(
        "A token is written in a settings file",
        RuleCategories.Secrets,
        DiagnosticSeverity.Warning,
        "A token in a settings file is readable for everyone with access to the file. Tokens are recognized by their payload.");

    private static readonly DiagnosticDescriptor AccessToken = Rule.ToDescriptor(
        RuleIds.TokenInSettings,
        "This file contains an access token of Adobe Pass ({0} characters, SHA-256 {1}…). Let the client request the token. " +
        "If the file was ever pushed, treat the token as leaked, because it stays in the history.");

    private static readonly DiagnosticDescriptor SoftwareStatement = Rule.ToDescriptor(
        RuleIds.TokenInSettings,
        "This file contains a software statement of Adobe Pass ({0} characters, SHA-256 {1}…). Store the statement in user secrets, " +
        "in the environment or in a vault. If the file was ever pushed, treat the statement as leaked, because it stays in the history.");

    private static readonly string[] Extensions =
    [
        ".json", ".config", ".resx", ".xml", ".yml", ".yaml", ".ini", ".env", ".txt", ".props",
    ];

    private static readonly char[] Ends = ['"', '\'', '<', '>', ' ', '\t', '\r', '\n', ',', ';'];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(AccessToken, SoftwareStatement);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (!ProjectContext.Of(start.Compilation, start.Options.AnalyzerConfigOptionsProvider.GlobalOptions).IsTest)
            {
                start.RegisterAdditionalFileAction(static file => Analyze(file));
            }
        });
    }

    private static void Analyze(AdditionalFileAnalysisContext context)
    {
        var path = context.AdditionalFile.Path;
        if (!Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            || IsSpec(context)
            || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        var all = text.ToString();
        foreach (var start in AdobeToken.Starts(all))
        {
            var end = all.IndexOfAny(Ends, start);
            var word = end < 0 ? all.Substring(start) : all.Substring(start, end - start);
            if (AdobeToken.Find(word, context.CancellationToken) is { } token)
            {
                var span = new TextSpan(start, word.Length);
                context.ReportDiagnostic(Diagnostic.Create(
                    token.Kind == AdobeTokenKind.AccessToken ? AccessToken : SoftwareStatement,
                    Location.Create(path, span, text.Lines.GetLinePositionSpan(span)),
                    token.Length,
                    token.Fingerprint));
            }
        }
    }

    private static bool IsSpec(AdditionalFileAnalysisContext context)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider;
        return SpecFile.TryCreate(context.AdditionalFile, options, context.CancellationToken) is not null;
    }
}
