using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Prefilter;

/// <summary>What the files of a project mention together.</summary>
internal sealed class ProjectFacts
{
    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<Keywords, bool> _mentions = new();
    private List<FileFacts>? _setUps;
    private bool? _importsRuntime;
    private HashSet<string>? _clientMethods;

    public ProjectFacts(Compilation compilation)
    {
        _compilation = compilation;
        UsesRuntime = compilation.GetTypeByMetadataName("AdobePass.AdobePassClient") is not null;
    }

    /// <summary>Whether the project can name the runtime's types.</summary>
    public bool UsesRuntime { get; }

    /// <summary>Whether the project has an address of Adobe Pass, without which no request of it goes there.</summary>
    public bool HasAddress(CancellationToken cancellationToken) => Mention(Keywords.Address, cancellationToken);

    /// <summary>Whether every file sees the runtime's types by a global using.</summary>
    public bool ImportsRuntimeEverywhere(CancellationToken cancellationToken)
    {
        _importsRuntime ??= Files.Any(facts => facts.Mention(Keywords.Runtime, cancellationToken)
            && facts.Mention(Keywords.GlobalUsing, cancellationToken));
        return _importsRuntime.Value;
    }

    /// <summary>
    /// Whether a file that sets up clients also mentions the header, so that requests may get it there, out of sight of the request's own
    /// file.
    /// </summary>
    public bool MayBeSetUpWith(Keywords header, FileFacts own, CancellationToken cancellationToken)
    {
        _setUps ??= [.. Files.Where(facts => facts.Mention(Keywords.ClientSetup | Keywords.DefaultHeaders, cancellationToken))];

        // What the own file does to a client's default headers is read from its code.
        return _setUps.Any(facts => facts.Mention(header, cancellationToken)
            && (facts != own || facts.Mention(Keywords.ClientSetup, cancellationToken)));
    }

    /// <summary>Whether clients get handlers that may come from another assembly.</summary>
    public bool AddsHandlers(CancellationToken cancellationToken) => Mention(Keywords.AddedHandler, cancellationToken);

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
            foreach (var file in Files)
            {
                if (file.MarkedMethods(cancellationToken) is { } marked)
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

    private IEnumerable<FileFacts> Files => _compilation.SyntaxTrees.Select(FileFacts.Of);

    private bool Mention(Keywords any, CancellationToken cancellationToken) =>
        _mentions.GetOrAdd(any, each => Files.Any(file => file.Mention(each, cancellationToken)));
}
