using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds tokens of Adobe Pass in the settings files of a project, by their content.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SettingsFileAnalyzer : DiagnosticAnalyzer
{
    private static readonly string[] Extensions = [".json", ".config", ".resx", ".xml", ".yml", ".yaml", ".ini", ".env", ".txt", ".props"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(DiagnosticDescriptors.TokenInSettings);

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
            || SpecFile.TryCreate(context.AdditionalFile, context.Options.AnalyzerConfigOptionsProvider, context.CancellationToken) is not null
            || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        var all = text.ToString();
        foreach (var start in AdobeToken.Starts(all))
        {
            // A text ends where a quote, a tag or a blank does.
            var end = all.IndexOfAny(['"', '\'', '<', '>', ' ', '\t', '\r', '\n', ',', ';'], start);
            var word = end < 0 ? all.Substring(start) : all.Substring(start, end - start);
            if (AdobeToken.Find(word, context.CancellationToken) is { } token)
            {
                var span = new TextSpan(start, word.Length);
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.TokenInSettings,
                    Location.Create(path, span, text.Lines.GetLinePositionSpan(span)),
                    $"{(token.Kind == AdobeTokenKind.AccessToken ? "An access token" : "A software statement")} of Adobe Pass stands in this file ({token.Length} characters, SHA-256 {token.Fingerprint}…). {(token.Kind == AdobeTokenKind.AccessToken ? "Let the client request it" : "Keep it in user secrets, in the environment or in a vault")}; if the file was ever pushed, treat it as leaked: it stays in the history"));
            }
        }
    }
}
