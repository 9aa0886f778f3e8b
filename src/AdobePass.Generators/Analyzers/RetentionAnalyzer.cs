using System.Collections.Immutable;
using AdobePass.Generators.Diagnostics;
using AdobePass.Generators.Requests;
using AdobePass.Generators.Tracing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OperationKind = AdobePass.Generators.Endpoints.OperationKind;

namespace AdobePass.Generators.Analyzers;

/// <summary>Finds registrations and token requests whose answer is used once and forgotten, and registrations that answer a refused token.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RetentionAnalyzer : SourceAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.CredentialsAreNotKept, Rules.TokenPerCall, Rules.RegistrationAsRecovery);

    private protected override bool IsRelevant(Screen screen) => screen.MayCallAdobePass || screen.MayCallGeneratedClient;

    private protected override void Analyze(FileAnalysis file)
    {
        if (file.IsQuietTest)
        {
            return;
        }

        Analyze(file, OperationKind.Register);
        Analyze(file, OperationKind.Token);
    }

    private static void Analyze(FileAnalysis file, OperationKind kind)
    {
        foreach (var source in CallSources.Find(file.File, kind, file.Options.Hosts, file.CancellationToken))
        {
            if (kind == OperationKind.Register && RefusedToken.Find(source.Call) is { } sign)
            {
                file.Report(Rules.RegistrationAsRecovery, source.Call.Syntax, $"The device is registered again after {sign}. New credentials log the viewer out, and an expired token needs none: request a new access token with the stored credentials. Register again only where the token endpoint answers invalid_client");
            }

            if (source.Fate == Fate.Lost && !Retention.IsInsideFactory(source.Call) && !IsStore(source.Block))
            {
                if (kind == OperationKind.Register)
                {
                    file.Report(Rules.CredentialsAreNotKept, source.Call.Syntax, "The client credentials that this registration returns are kept nowhere: the next run registers again, and the viewer is logged out. Store client_id and client_secret before they are used and register only where there are none, or leave both to AdobePassClient");
                }
                else
                {
                    file.Report(Rules.TokenPerCall, source.Call.Syntax, "The access token that this request returns is used once and forgotten, so that every call costs a second request and the service throttles. Keep it until expires_in seconds have passed, or leave it to AdobePassClient");
                }
            }
        }
    }

    // A store or cache of the runtime's kind is what keeps them.
    private static bool IsStore(CodeBlock block)
    {
        for (var type = block.Owner?.ContainingType?.BaseType; type is not null; type = type.BaseType)
        {
            if (type is { Name: "CredentialStore" or "AccessTokenCache", ContainingNamespace.Name: "AdobePass" })
            {
                return true;
            }
        }

        return false;
    }
}
