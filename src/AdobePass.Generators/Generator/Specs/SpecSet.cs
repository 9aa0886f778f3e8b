using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>
/// Contains the specs of a project. If the models of two specs would share a namespace, only the first is used. Analyzers report the
/// second.
/// </summary>
internal sealed record SpecSet(EquatableArray<SpecModel> Models, EquatableArray<UnreadableSpec> Unreadable)
{
    public static SpecSet Of(IEnumerable<(SpecFile File, SpecReading Reading)> specs)
    {
        var models = new List<SpecModel>();
        var unreadable = new List<UnreadableSpec>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (file, reading) in specs)
        {
            if (!names.Add(Names.Pascal(file.Name)))
            {
                continue;
            }

            if (reading.Model is { } model)
            {
                models.Add(model);
            }
            else
            {
                unreadable.Add(new UnreadableSpec(file.Name, file.Path));
            }
        }

        return new SpecSet(models.ToEquatableArray(), unreadable.ToEquatableArray());
    }

    public SpecModel? Find(string name) => Models.FirstOrDefault(model => model.Name == name);

    /// <summary>Creates the diagnostic of an interface that names a spec that is not among the models.</summary>
    public DiagnosticInfo DescribeMissing(string name, LocationInfo location)
    {
        if (Unreadable.FirstOrDefault(spec => spec.Name == name) is { } unreadable)
        {
            return DiagnosticInfo.Create(SetupDescriptors.SpecIsUnreadable, location, name, unreadable.Path);
        }

        if (Models.Count == 0)
        {
            return DiagnosticInfo.Create(SetupDescriptors.NoSpec, location, name);
        }

        var names = Models.Select(static model => model.Name).ToList();
        var available = string.Join(", ", names);
        return Names.ClosestMatch(name, names) is { } match
            ? DiagnosticInfo.Create(SetupDescriptors.MisspelledSpec, location, name, available, match)
            : DiagnosticInfo.Create(SetupDescriptors.UnknownSpec, location, name, available);
    }
}

/// <summary>Represents a spec file without a model.</summary>
internal sealed record UnreadableSpec(string Name, string Path);
