using System.Collections.Immutable;
using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>
/// Contains the names that two interfaces would otherwise share. It is almost always empty, so that interfaces do not depend on each other.
/// </summary>
/// <param name="SharedClients">The namespaces and default client names that more than one interface would have.</param>
/// <param name="SharedFiles">The file names, in lower case, that more than one interface would have.</param>
internal sealed record ProjectNames(EquatableArray<string> SharedClients, EquatableArray<string> SharedFiles)
{
    public static ProjectNames Of(ImmutableArray<InterfaceModel> interfaces) => new(
        Shared(interfaces.Select(ClientKey)),
        Shared(interfaces.Select(static model => model.MetadataName.ToLowerInvariant())));

    public string ClientNameOf(InterfaceModel model) =>
        SharedClients.Contains(ClientKey(model)) || (model.ClientName is null && model.IsDefaultClientNameTaken)
            ? model.ContainerPrefix + model.Name + (model.IsFallbackClientNameTaken ? "GeneratedClient" : "Client")
            : model.ClientName ?? model.DefaultClientName;

    /// <summary>Gets a file name that is also unique on file systems that ignore case.</summary>
    public string FileNameOf(string metadataName)
    {
        var name = SharedFiles.Contains(metadataName.ToLowerInvariant()) ? metadataName + "." + StableHash(metadataName) : metadataName;
        return name + WellKnownNames.EmittedFileSuffix;
    }

    /// <summary>Gets the parent namespace of the models: the root namespace of the project, or its assembly name.</summary>
    public static string RootNamespace(AnalyzerConfigOptionsProvider options, string assemblyName) =>
        Names.Namespace(
            options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var configured) && configured.Length > 0
                ? configured
                : assemblyName);

    private static string ClientKey(InterfaceModel model) => model.Namespace + "." + (model.ClientName ?? model.DefaultClientName);

    private static EquatableArray<string> Shared(IEnumerable<string> names) =>
        names
            .GroupBy(static name => name, StringComparer.Ordinal)
            .Where(static group => group.Count() > 1)
            .Select(static group => group.Key)
            .OrderBy(static name => name, StringComparer.Ordinal)
            .ToEquatableArray();

    // FNV-1a, because string.GetHashCode differs between processes.
    private static string StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
