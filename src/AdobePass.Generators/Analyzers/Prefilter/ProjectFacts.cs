using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Analyzers.Prefilter;

/// <summary>Facts about all files of a project.</summary>
internal sealed class ProjectFacts
{
    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<Keywords, bool> _keywords = new();
    private List<FileFacts>? _setUps;
    private bool? _importsRuntime;
    private HashSet<string>? _clientMethods;

    public ProjectFacts(Compilation compilation)
    {
        _compilation = compilation;
        UsesRuntime = compilation.GetTypeByMetadataName("AdobePass.AdobePassClient") is not null;
        UsesRefit = compilation.GetTypeByMetadataName("Refit.HttpMethodAttribute") is not null;

        // The package itself stores permits of the catalogue, and passes tokens on as it gets them.
        UsesEntitlements = UsesRuntime
            && compilation.GetTypeByMetadataName("AdobePass.Entitlements.ViewerEntitlements") is { } viewer
            && !SymbolEqualityComparer.Default.Equals(viewer.ContainingAssembly, compilation.Assembly);
    }

    /// <summary>Gets whether the project can use the types of the runtime.</summary>
    public bool UsesRuntime { get; }

    /// <summary>Gets whether the project references the package with the viewer's journey.</summary>
    public bool UsesEntitlements { get; }

    /// <summary>Gets whether the project can declare interfaces of Refit.</summary>
    public bool UsesRefit { get; }

    /// <summary>Gets whether the project contains a URL of Adobe Pass. Without one, the project sends no request to Adobe Pass.</summary>
    public bool HasAddress(CancellationToken cancellationToken) => ContainsAny(Keywords.Address, cancellationToken);

    /// <summary>Gets whether the project uses the runtime, and does not only reference it, or contains a URL of Adobe Pass.</summary>
    public bool UsesAdobePass(CancellationToken cancellationToken) => ContainsAny(Keywords.Runtime | Keywords.Address, cancellationToken);

    /// <summary>Gets whether a global using directive imports the types of the runtime into every file.</summary>
    public bool ImportsRuntimeEverywhere(CancellationToken cancellationToken)
    {
        _importsRuntime ??= Files.Any(facts => facts.ContainsAny(Keywords.Runtime, cancellationToken)
            && facts.ContainsAny(Keywords.GlobalUsing, cancellationToken));
        return _importsRuntime.Value;
    }

    /// <summary>
    /// Determines whether a file that sets up clients also contains the header. Such a file may add the header to requests of other files.
    /// </summary>
    /// <returns>Whether the file itself sets up clients and contains the header, and whether another file does.</returns>
    public (bool Own, bool Other) MayBeSetUpWith(Keywords header, FileFacts own, CancellationToken cancellationToken)
    {
        _setUps ??= [.. Files.Where(facts => facts.ContainsAny(Keywords.ClientSetup | Keywords.DefaultHeaders, cancellationToken))];

        // The default headers that the request's own file sets are read from its code.
        return (
            _setUps.Contains(own) && own.ContainsAny(header, cancellationToken) && own.ContainsAny(Keywords.ClientSetup, cancellationToken),
            _setUps.Any(facts => facts != own && facts.ContainsAny(header, cancellationToken)));
    }

    /// <summary>
    /// Gets whether the project calls REST API V2: it declares clients, or a file has a URL of Adobe Pass and a path of REST API V2.
    /// </summary>
    public bool CallsRestV2(CancellationToken cancellationToken) =>
        (UsesRuntime && Files.Any(file => file.MarkedMethods(cancellationToken) is not null))
        || Files.Any(file => file.ContainsAny(Keywords.Address, cancellationToken)
            && file.ContainsAny(Keywords.RestV2Path, cancellationToken));

    /// <summary>Gets whether clients use handlers that may come from another assembly.</summary>
    public bool AddsHandlers(CancellationToken cancellationToken) => ContainsAny(Keywords.AddedHandler, cancellationToken);

    /// <summary>
    /// Determines whether the project registers a type as a singleton: <c>AddSingleton&lt;T&gt;()</c>. Only syntax is searched, after a
    /// rule found a reason to ask.
    /// </summary>
    /// <param name="names">The names of the type and its interfaces.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public bool RegistersSingleton(HashSet<string> names, CancellationToken cancellationToken) =>
        _compilation.SyntaxTrees
            .Where(tree => FileFacts.Of(tree).CalledNames(cancellationToken).Overlaps(SingletonMethods))
            .SelectMany(tree => tree.GetRoot(cancellationToken).DescendantNodes().OfType<GenericNameSyntax>())
            .Any(name => SingletonMethods.Contains(name.Identifier.ValueText)
                && name.TypeArgumentList.Arguments.Any(argument => names.Contains(NameOf(argument))));

    private static readonly string[] SingletonMethods = ["AddSingleton", "TryAddSingleton", "AddKeyedSingleton", "AddHostedService"];

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => string.Empty,
    };

    /// <summary>Gets the methods of generated clients that the project can call; empty if it has none.</summary>
    /// <param name="ofWholeSpecs">The names of the methods of interfaces that declare no methods themselves.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
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

        if (UsesRefit && HasAddress(cancellationToken))
        {
            names.UnionWith(Files.SelectMany(file => file.DeclaredRequests(cancellationToken)));
        }

        return _clientMethods = names;
    }

    // A library with public clients references the runtime itself.
    private bool ReferencesClients() => _compilation.SourceModule.ReferencedAssemblySymbols.Any(static assembly =>
        assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static reference => reference.Name == "AdobePass")));

    private IEnumerable<FileFacts> Files => _compilation.SyntaxTrees.Select(FileFacts.Of);

    private bool ContainsAny(Keywords any, CancellationToken cancellationToken) =>
        _keywords.GetOrAdd(any, each => Files.Any(file => file.ContainsAny(each, cancellationToken)));
}
