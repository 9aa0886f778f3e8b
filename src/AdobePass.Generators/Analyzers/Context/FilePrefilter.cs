using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Analyzers.Prefilter;
using AdobePass.Generators.Catalog;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>What a rule may know of a file before anything in it is bound.</summary>
internal readonly record struct FilePrefilter(FileFacts File, ProjectFacts Facts, RuleOptions Options, CancellationToken CancellationToken)
{
    /// <summary>Whether the file uses the runtime's types.</summary>
    public bool UsesRuntime =>
        Facts.UsesRuntime && (File.Mention(Keywords.Runtime | Keywords.Reveal, CancellationToken) || (Facts.ImportsRuntimeEverywhere(CancellationToken) && File.Mention(Keywords.RuntimeType, CancellationToken)));

    /// <summary>Whether the file sends HTTP requests, in a project that has an address of Adobe Pass.</summary>
    public bool MayCallAdobePass =>
        File.Mention(Keywords.Address, CancellationToken) || ((Options.ExtraHosts.Count > 0 || Facts.HasAddress(CancellationToken)) && File.CalledNames(CancellationToken).Overlaps(HttpTypes.Verbs.Keys));

    /// <summary>Gets whether the file may read decisions of Adobe Pass.</summary>
    public bool MayReadDecisions =>
        File.Mention(Keywords.Decisions, CancellationToken) && (Facts.UsesRuntime || Facts.HasAddress(CancellationToken));

    /// <summary>Whether the file may have a token of Adobe Pass or an address of it.</summary>
    public bool MayHoldTokenOrAddress
    {
        get
        {
            var file = File;
            var cancellationToken = CancellationToken;
            return file.Mention(Keywords.Token | Keywords.Address, cancellationToken) || Options.ExtraHosts.Any(host => file.Contains(host, cancellationToken));
        }
    }

    /// <summary>Whether the file calls generated clients.</summary>
    public bool MayCallGeneratedClient =>
        Facts.ClientMethods(PassOperations.MethodNames, CancellationToken) is { Count: > 0 } methods && File.CalledNames(CancellationToken).Overlaps(methods);
}
