using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Gets the full names of namespaces. Each is computed once, because rules compare the namespaces of all called methods.</summary>
internal static class NamespaceNames
{
    private static readonly ConditionalWeakTable<INamespaceSymbol, string> Known = new();

    /// <summary>Gets the full name of a namespace; an empty string for none.</summary>
    public static string Of(INamespaceSymbol? space) =>
        space is null ? string.Empty : Known.GetValue(space, static each => each.ToDisplayString());
}
