using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Analyzers.ValueFlow;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Finds registrations whose credentials are used but not stored.</summary>
internal sealed class AP1001CredentialsAreNotKept : SourceRule
{
    private static readonly Rule Rule = new(
        "Client credentials are not stored",
        RuleCategories.Credentials,
        DiagnosticSeverity.Warning,
        "A registration returns client credentials that belong to the device permanently. Credentials that are not " +
        "stored are lost when the method ends, and the next registration logs the viewer out.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.CredentialsAreNotKept,
        "The client credentials from this registration are not stored. The next run registers again and logs the " +
        "viewer out. Store client_id and client_secret before you use them, and register only if none are stored. " +
        "AdobePassClient does both.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallOperations;

    public override void Analyze(FileAnalysis file)
    {
        foreach (var (call, lifetime) in file.Search(SharedLostCredentials.Find))
        {
            if (lifetime == Lifetime.Lost)
            {
                file.Report(Descriptor, call.Syntax, properties: PropertiesOf(file, call));
            }
        }
    }

    // The scheme and the host of the registration: the scope of the credentials in a store.
    private static ImmutableDictionary<string, string?>? PropertiesOf(FileAnalysis file, IOperation call)
    {
        var urls = file.Requests
            .Where(each => each.Site.Call?.Syntax == call.Syntax && each.Site.Endpoint.Host == HostKind.Adobe)
            .SelectMany(static each => each.Site.Urls)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return urls is [var url]
            && url.IndexOf(TracedString.UnknownPart) < 0
            && Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && uri.IsDefaultPort
            ? ImmutableDictionary<string, string?>.Empty.Add("scope", $"{uri.Scheme}://{uri.Host}")
            : null;
    }
}
