using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>The specs of a project. Of two whose models would share a namespace the first counts; the analyzers report the second.</summary>
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

    /// <summary>What to tell somebody who named a spec that cannot be used.</summary>
    public string DescribeMissing(string name)
    {
        if (Unreadable.FirstOrDefault(spec => spec.Name == name) is { } unreadable)
        {
            return $"The API spec \"{name}\" cannot be read: see the error in {unreadable.Path}";
        }

        if (Models.Count == 0)
        {
            return $"The project has no API spec, so \"{name}\" is unknown. Add <AdobePassApiSpec Include=\"path/to/{name}.json\" /> to the project file; the bundled specs come with the package AdobePass.Generators";
        }

        var names = Models.Select(static model => model.Name).ToList();
        var nearest = Names.ClosestMatch(name, names);
        return $"The project has no API spec \"{name}\". {(nearest is null ? string.Empty : $"Did you mean \"{nearest}\"? ")}It has: {string.Join(", ", names)}. Add others with <AdobePassApiSpec Include=\"…\" /> in the project file";
    }
}

/// <summary>A spec file that gave no model.</summary>
internal sealed record UnreadableSpec(string Name, string Path);
