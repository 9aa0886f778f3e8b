using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Screening;

/// <summary>What the files of a project mention together.</summary>
internal sealed class ProjectFacts
{
    private const int Unknown = -1;

    private readonly Compilation _compilation;
    private int _mentions = Unknown;
    private List<FileFacts>? _setUps;
    private int _importsRuntime = Unknown;
    private HashSet<string>? _clientMethods;

    public ProjectFacts(Compilation compilation)
    {
        _compilation = compilation;
        UsesRuntime = compilation.GetTypeByMetadataName("AdobePass.AdobePassClient") is not null;
    }

    /// <summary>Whether the project can name the runtime's types.</summary>
    public bool UsesRuntime { get; }

    /// <summary>Whether the project has an address of Adobe Pass, without which no request of it goes there.</summary>
    public bool HasEndpoint(CancellationToken cancellationToken) => (All(cancellationToken) & Mentions.Endpoint) != Mentions.None;

    /// <summary>Whether every file sees the runtime's types by a global using.</summary>
    public bool ImportsRuntimeEverywhere(CancellationToken cancellationToken)
    {
        if (_importsRuntime == Unknown)
        {
            _importsRuntime = Any(static facts => facts.Mention(Mentions.GlobalUsing) && facts.Mention(Mentions.Runtime), cancellationToken) ? 1 : 0;
        }

        return _importsRuntime == 1;
    }

    /// <summary>Whether a file that sets up clients also mentions the header, so that requests may get it there, out of sight of the request's own file.</summary>
    public bool MayBeSetUpWith(Mentions header, FileFacts own, CancellationToken cancellationToken)
    {
        _setUps ??= [.. _compilation.SyntaxTrees.Select(tree => FileFacts.Of(tree, cancellationToken)).Where(static facts => facts.Mention(Mentions.ClientSetup | Mentions.DefaultHeaders))];

        // What the own file does to a client's default headers is read from its code.
        return _setUps.Any(facts => facts.Mention(header) && (facts != own || facts.Mention(Mentions.ClientSetup)));
    }

    /// <summary>Whether clients get handlers that may come from another assembly.</summary>
    public bool AddsHandlers(CancellationToken cancellationToken) => (All(cancellationToken) & Mentions.AddedHandler) != Mentions.None;

    /// <summary>The methods of generated clients that the project can call; empty where it has none.</summary>
    /// <param name="ofWholeSpecs">The names that interfaces have which declare nothing.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public HashSet<string> ClientMethods(IEnumerable<string> ofWholeSpecs, CancellationToken cancellationToken)
    {
        if (_clientMethods is { } known)
        {
            return known;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var hasClients = UsesRuntime && ReferencesClients();
        if (UsesRuntime)
        {
            foreach (var tree in _compilation.SyntaxTrees)
            {
                if (FileFacts.Of(tree, cancellationToken).MarkedMethods(cancellationToken) is { } marked)
                {
                    hasClients = true;
                    names.UnionWith(marked);
                }
            }
        }

        if (hasClients)
        {
            names.UnionWith(ofWholeSpecs);
        }

        return _clientMethods = names;
    }

    // A library with public clients references the runtime itself.
    private bool ReferencesClients() => _compilation.SourceModule.ReferencedAssemblySymbols.Any(static assembly =>
        assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static reference => reference.Name == "AdobePass")));

    private Mentions All(CancellationToken cancellationToken)
    {
        if (_mentions == Unknown)
        {
            _mentions = (int)Fold(static facts => facts.Mentions, cancellationToken);
        }

        return (Mentions)_mentions;
    }

    private bool Any(Func<FileFacts, bool> condition, CancellationToken cancellationToken) =>
        _compilation.SyntaxTrees.Any(tree => condition(FileFacts.Of(tree, cancellationToken)));

    private Mentions Fold(Func<FileFacts, Mentions> select, CancellationToken cancellationToken)
    {
        var all = Mentions.None;
        foreach (var tree in _compilation.SyntaxTrees)
        {
            all |= select(FileFacts.Of(tree, cancellationToken));
        }

        return all;
    }
}
