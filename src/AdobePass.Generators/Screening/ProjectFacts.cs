using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Screening;

/// <summary>What the files of a project mention together.</summary>
internal sealed class ProjectFacts
{
    private const int Unknown = -1;

    private readonly Compilation _compilation;
    private int _mentions = Unknown;
    private int _setUpWith = Unknown;
    private HashSet<string>? _markedMethods;

    public ProjectFacts(Compilation compilation)
    {
        _compilation = compilation;
        UsesRuntime = compilation.GetTypeByMetadataName("AdobePass.AdobePassClient") is not null;
    }

    /// <summary>Whether the project can name the runtime's types.</summary>
    public bool UsesRuntime { get; }

    /// <summary>Whether the project talks of Adobe Pass at all.</summary>
    public bool IsAboutAdobePass(CancellationToken cancellationToken) => UsesRuntime || (All(cancellationToken) & Mentions.Endpoint) != Mentions.None;

    /// <summary>Whether a file that sets up clients also mentions the header, so that requests may get it there, out of sight of the request's own file.</summary>
    public bool MayBeSetUpWith(Mentions header, CancellationToken cancellationToken)
    {
        if (_setUpWith == Unknown)
        {
            _setUpWith = (int)Fold(static facts => facts.Mention(Mentions.ClientSetup) ? facts.Mentions : Mentions.None, cancellationToken);
        }

        return ((Mentions)_setUpWith & header) != Mentions.None;
    }

    /// <summary>The methods that marked interfaces of the project declare.</summary>
    public HashSet<string> MarkedMethods(CancellationToken cancellationToken)
    {
        if (_markedMethods is { } known)
        {
            return known;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in _compilation.SyntaxTrees)
        {
            names.UnionWith(FileFacts.Of(tree, cancellationToken).MarkedMethods(cancellationToken));
        }

        return _markedMethods = names;
    }

    private Mentions All(CancellationToken cancellationToken)
    {
        if (_mentions == Unknown)
        {
            _mentions = (int)Fold(static facts => facts.Mentions, cancellationToken);
        }

        return (Mentions)_mentions;
    }

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
