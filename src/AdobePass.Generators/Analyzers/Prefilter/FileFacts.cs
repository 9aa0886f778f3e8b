using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Analyzers.Prefilter;

/// <summary>
/// Facts about a source file that need no binding. They are computed once for each syntax tree, so that an edit of another file does not
/// compute them again.
/// </summary>
internal sealed class FileFacts
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileFacts> Known = new();

    // The keywords that every file of every project is searched for are found in one search.
    private const Keywords Always = Keywords.Token | Keywords.Address | Keywords.Runtime | Keywords.Reveal | Keywords.Decisions
        | Keywords.AccessEnabler | Keywords.Scope;

    private readonly SyntaxTree _tree;
    private readonly object _gate = new();
    private Keywords _searched;
    private Keywords _found;
    private HashSet<string>? _calledNames;
    private HashSet<string>? _markedMethods;

    private FileFacts(SyntaxTree tree) => _tree = tree;

    public static FileFacts Of(SyntaxTree tree) => Known.GetValue(tree, static each => new FileFacts(each));

    public bool Contains(string text, CancellationToken cancellationToken) =>
        _tree.GetText(cancellationToken).ToString().IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>Determines whether the file contains one of these keywords. Only requested keywords are searched for.</summary>
    public bool ContainsAny(Keywords any, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if ((_found & any) == Keywords.None && (any & ~_searched) != Keywords.None)
            {
                var wanted = (any | Always) & ~_searched;
                _found |= KeywordSearch.Search(_tree, wanted, cancellationToken);
                _searched |= wanted;
            }

            return (_found & any) != Keywords.None;
        }
    }

    /// <summary>Gets the simple names of the methods that the file calls.</summary>
    public HashSet<string> CalledNames(CancellationToken cancellationToken)
    {
        if (_calledNames is { } known)
        {
            return known;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in _tree.GetRoot(cancellationToken).DescendantNodes())
        {
            if (node is InvocationExpressionSyntax call && SimpleName(call.Expression) is { } name)
            {
                names.Add(name);
            }
        }

        return _calledNames = names;
    }

    /// <summary>Determines whether the file contains a name as a whole word.</summary>
    public bool UsesName(string name, CancellationToken cancellationToken)
    {
        var text = _tree.GetText(cancellationToken).ToString();
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if ((at == 0 || !SyntaxFacts.IsIdentifierPartCharacter(text[at - 1]))
                && (end == text.Length || !SyntaxFacts.IsIdentifierPartCharacter(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Gets the methods of the interfaces in this file that have <c>[AdobePassApi]</c>; <see langword="null"/> if the file has no such
    /// interface.
    /// </summary>
    public HashSet<string>? MarkedMethods(CancellationToken cancellationToken)
    {
        if (!ContainsAny(Keywords.Runtime, cancellationToken) || _markedMethods is not null)
        {
            return _markedMethods;
        }

        HashSet<string>? names = null;
        foreach (var declaration in _tree.GetRoot(cancellationToken)
            .DescendantNodes(static node => node is not BaseMethodDeclarationSyntax)
            .OfType<InterfaceDeclarationSyntax>())
        {
            if (declaration.AttributeLists.Any(static list =>
                list.Attributes.Any(static attribute => attribute.Name.ToString().Contains("AdobePassApi"))))
            {
                names ??= new HashSet<string>(StringComparer.Ordinal);
                names.UnionWith(declaration.Members.OfType<MethodDeclarationSyntax>().Select(static method => method.Identifier.ValueText));
            }
        }

        return _markedMethods = names;
    }

    /// <summary>Gets the methods of interfaces that have an attribute with a path of Adobe Pass.</summary>
    public IEnumerable<string> DeclaredRequests(CancellationToken cancellationToken) =>
        ContainsAny(Keywords.Address | Keywords.RestV2Path, cancellationToken)
            ? _tree.GetRoot(cancellationToken)
                .DescendantNodes(static node => node is not BaseMethodDeclarationSyntax)
                .OfType<InterfaceDeclarationSyntax>()
                .SelectMany(static declaration => declaration.Members.OfType<MethodDeclarationSyntax>())
                .Where(static method => method.AttributeLists.ToString() is var attributes
                    && (attributes.Contains("o/client/") || attributes.Contains("api/v2/")))
                .Select(static method => method.Identifier.ValueText)
            : [];

    private static string? SimpleName(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
