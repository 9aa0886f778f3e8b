using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Analyzers;

/// <summary>
/// Runs the rules for source code on each file that passes the keyword prefilter. There is one analyzer for all of these rules,
/// because each analyzer has a cost for each file. The rules do not use operation actions, because these make the compiler bind the
/// bodies of every file in every project that references the package.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SourceAnalyzer : DiagnosticAnalyzer
{
    private static readonly SourceRule[] Rules =
    [
        new AP1001CredentialsAreNotKept(),
        new AP1002RegistrationAsRecovery(),
        new AP1003VolatileStore(),
        new AP1004TokenPerCall(),
        new AP1005ClientPerUse(),
        new AP1006SharedDeviceIdentifier(),
        new AP1007WrongTimeUnit(),
        new AP1008CredentialsDeletedOnFailure(),
        new AP1009SecretIsLogged(),
        new AP2001DeviceInfoIsMissing(),
        new AP2002DeviceIdentifierIsMissing(),
        new AP2003ForwardedForIsMissing(),
        new AP2004MalformedDeviceInfo(),
        new AP2005MalformedDeviceIdentifier(),
        new AP2006UnstableDeviceIdentifier(),
        new AP2007UndefinedHeader(),
        new AP2008DeviceHeaderOnSharedClient(),
        new AP2009ConstantForwardedFor(),
        new AP2010SecretInUrl(),
        new AP2011WrongContentType(),
        new AP2012PlainHttp(),
        new AP3001AccessTokenInSource(),
        new AP3002SoftwareStatementInSource(),
        new AP3003ConstantClientSecret(),
        new AP3004ConstantAccessToken(),
        new AP3005ConstantIdentityToken(),
        new AP4001FastPolling(),
        new AP4002EndlessPolling(),
        new AP4003UnboundedRetry(),
        new AP4004RetryWithoutWait(),
        new AP4006ConfigurationInLoop(),
        new AP4007LogoutOnDenial(),
        new AP4009CachedAuthorization(),
        new AP4010OldApi(),
        new AP4012DecisionByPosition(),
        new AP4013AccessEnabler(),
        new AP4014MixedApis(),
        new AP4015OldScope(),
        new AP4016StoredPermit(),
        new AP4017CatalogStartsPlayback(),
        new AP4018SignInWithoutCancellation(),
        new AP5002RegisteredTwice(),
        new AP5003ProductionInTests(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Rules.SelectMany(static rule => rule.Descriptors).ToImmutableArray();

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
        var prefilter = new FilePrefilter(FileFacts.Of(tree), facts, options, context.CancellationToken);
        var isQuietTest = project.IsTest && !options.IncludesTests;
        FileAnalysis? file = null;
        foreach (var rule in Rules)
        {
            if ((!isQuietTest || rule.RunsInTestProjects) && rule.IsRelevant(prefilter))
            {
                rule.Analyze(file ??= new FileAnalysis(context, prefilter, facts, project, options));
            }
        }
    }
}
