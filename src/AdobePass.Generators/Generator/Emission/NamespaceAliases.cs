using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>The aliases of namespaces in an emitted file.</summary>
/// <remarks>
/// They are used as <c>Alias::Type</c>. On the left of <c>::</c> the compiler looks for aliases alone, so that no type or member of that
/// name can shadow them. They are declared inside the namespace, where they hide global aliases of the same name.
/// </remarks>
internal sealed class NamespaceAliases
{
    // A namespace is before those that contain it.
    private readonly List<(string Name, string Namespace)> _aliases;

    private NamespaceAliases(params (string Name, string Namespace)[] aliases) => _aliases = [.. aliases];

    /// <summary>Gets no alias: for files without a namespace, where an alias can conflict with a global one, and for the user's files.</summary>
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

    /// <summary>Writes a type or an expression with the aliases.</summary>
    /// <param name="expression">The expression, with <c>global::</c> and without string literals.</param>
    public string Shorten(string expression)
    {
        foreach (var (name, space) in _aliases.OrderByDescending(static alias => alias.Namespace.Length))
        {
            expression = expression.Replace($"global::{space}.", name + "::");
        }

        return expression;
    }

    /// <summary>Gets the directives of the aliases that a text uses.</summary>
    public string Directives(string text) => string.Concat(_aliases
        .Where(alias => text.IndexOf(alias.Name + "::", StringComparison.Ordinal) >= 0)
        .Select(static alias => $"    using {alias.Name} = global::{alias.Namespace};\n"));
}
