using System.Collections.Immutable;
using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>
/// Names that two interfaces would otherwise share. Nearly always empty, so that one interface does not depend on the others.
/// </summary>
/// <param name="SharedClients">Namespace and default client name, where more than one interface would have it.</param>
/// <param name="SharedFiles">File names, in lower case, where more than one interface would have it.</param>
internal sealed record ProjectNames(EquatableArray<string> SharedClients, EquatableArray<string> SharedFiles)
{
    public static ProjectNames Of(ImmutableArray<InterfaceModel> interfaces) => new(
        Shared(interfaces.Select(ClientKey)),
        Shared(interfaces.Select(static model => model.MetadataName.ToLowerInvariant())));

    public string ClientNameOf(InterfaceModel model) =>
        SharedClients.Contains(ClientKey(model)) || (model.ClientName is null && model.IsDefaultClientNameTaken)
            ? model.ContainerPrefix + model.Name + "Client"
            : model.ClientName ?? model.DefaultClientName;

    /// <summary>Unique also where upper and lower case are the same, as in the file systems that emitted files may be written to.</summary>
    public string FileNameOf(string metadataName)
    {
        var name = SharedFiles.Contains(metadataName.ToLowerInvariant()) ? metadataName + "." + StableHash(metadataName) : metadataName;
        return name + WellKnownNames.EmittedFileSuffix;
    }

    /// <summary>The namespace above the models: the project's root namespace, or else its name.</summary>
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

    // FNV-1a: string.GetHashCode differs from one process to the next.
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
