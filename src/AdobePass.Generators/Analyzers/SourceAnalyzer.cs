using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers;

/// <summary>
/// Asks the rules for source code about a file at a time, and only about files that a search of the text has not ruled out. An operation action would make the compiler bind every body of
/// every project that references the package, and each further analyzer costs the host a little for every file; so there is one for them all.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SourceAnalyzer : DiagnosticAnalyzer
{
    private static readonly SourceRules[] Families =
    [
        new RetentionRules(),
        new CredentialUseRules(),
        new RevealedSecretRules(),
        new TimeUnitRules(),
        new DeviceHeaderRules(),
        new HeaderValueRules(),
        new DeviceIdentifierRules(),
        new ContentTypeRules(),
        new ConstantTextRules(),
        new ConstantSecretRules(),
        new PollingRules(),
        new DecisionRules(),
        new DecisionLookupRules(),
        new ThrottlingRules(),
        new SetupRules(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Families.SelectMany(static family => family.Descriptors).Distinct().ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var facts = new ProjectFacts(start.Compilation);
            var project = ProjectContext.Of(start.Compilation, start.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
            start.RegisterSemanticModelAction(file => Analyze(file, facts, project));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext context, ProjectFacts facts, ProjectContext project)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var options = RuleOptions.Of(context.Options, tree);
        var screen = new FilePrefilter(FileFacts.Of(tree), facts, options, context.CancellationToken);
        FileAnalysis? file = null;
        foreach (var family in Families)
        {
            if (family.IsRelevant(screen))
            {
                family.Analyze(file ??= new FileAnalysis(context, facts, project, options));
            }
        }
    }
}
