using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Represents the namespace aliases in an emitted file.</summary>
/// <remarks>
/// They are used as <c>Alias::Type</c>. On the left of <c>::</c> the compiler looks for aliases alone, so that no type or member of that
/// name can shadow them. They are declared inside the namespace, where they hide global aliases of the same name.
/// </remarks>
internal sealed class NamespaceAliases
{
    private readonly (string Name, string Namespace)[] _aliases;
    private readonly (string Prefix, string Replacement)[] _prefixes;
    private string? _modelNamespace;
    private string _modelPrefix = string.Empty;

    private NamespaceAliases(params (string Name, string Namespace)[] aliases)
    {
        _aliases = aliases;

        // A namespace comes before the namespaces that contain it.
        _prefixes =
        [
            .. aliases
                .OrderByDescending(static alias => alias.Namespace.Length)
                .Select(static alias => ($"global::{alias.Namespace}.", alias.Name + "::")),
        ];
    }

    /// <summary>
    /// Gets no alias: for files without a namespace, where an alias can conflict with a global one, and for the user's files.
    /// </summary>
    public static NamespaceAliases None { get; } = new();

    public static NamespaceAliases InClient(string space, string modelNamespace) => space.Length == 0 ? None : new(
        ("Models", Names.EscapeNamespace(modelNamespace)),
        ("Pass", "AdobePass"),
        ("Runtime", "AdobePass.Runtime"),
        ("Tasks", "System.Threading.Tasks"),
        ("Threading", "System.Threading"));

    public static NamespaceAliases InModel(string modelNamespace) => new(
        ("Generic", "System.Collections.Generic"),
        ("Json", "System.Text.Json"),
        ("Models", Names.EscapeNamespace(modelNamespace)),
        ("Pass", "AdobePass"),
        ("Runtime", "AdobePass.Runtime"));

    /// <summary>Replaces the namespace of a name with its alias.</summary>
    /// <param name="name">The name, with <c>global::</c>.</param>
    public string Shorten(string name)
    {
        foreach (var (prefix, replacement) in _prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return replacement + name.Substring(prefix.Length);
            }
        }

        return name;
    }

    /// <summary>Gets what precedes the name of a model. Almost all models of a file are in one namespace.</summary>
    /// <param name="modelNamespace">The namespace of the model.</param>
    public string ModelPrefix(string modelNamespace)
    {
        if (_aliases.Length == 0)
        {
            // This object is shared.
            return $"global::{Names.EscapeNamespace(modelNamespace)}.";
        }

        if (_modelNamespace != modelNamespace)
        {
            _modelPrefix = Shorten($"global::{Names.EscapeNamespace(modelNamespace)}.");
            _modelNamespace = modelNamespace;
        }

        return _modelPrefix;
    }

    /// <summary>Gets the beginnings of names by which the aliases are used.</summary>
    public IEnumerable<string> Prefixes => _aliases.Select(static alias => alias.Name + "::");

    /// <summary>Gets the directives of the aliases that are used.</summary>
    /// <param name="isUsed">Gets whether the code contains a prefix.</param>
    public string Directives(Func<string, bool> isUsed) => string.Concat(_aliases
        .Where(alias => isUsed(alias.Name + "::"))
        .Select(static alias => $"    using {alias.Name} = global::{alias.Namespace};\n"));
}
