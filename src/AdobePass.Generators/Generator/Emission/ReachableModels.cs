using AdobePass.Generators.Generator.Specs;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Finds the models that a set of models refers to.</summary>
internal static class ReachableModels
{
    public static IEnumerable<SchemaModel> Of(SpecModel spec, IEnumerable<string> roots)
    {
        // Several schemas can be the same type of the runtime library, and a model can have its name.
        var byName = spec.Schemas
            .Where(static schema => !schema.IsRuntimeType)
            .ToDictionary(static schema => schema.TypeName, StringComparer.Ordinal);
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(roots);
        while (open.Count > 0)
        {
            var name = open.Pop();
            if (!byName.TryGetValue(name, out var schema) || !reached.Add(name))
            {
                continue;
            }

            foreach (var referenced in schema.ReferencedTypes)
            {
                var type = referenced;
                while (type.Element is not null)
                {
                    type = type.Element;
                }

                if (type.IsModel)
                {
                    open.Push(type.Name!);
                }
            }
        }

        return reached.Select(name => byName[name]);
    }
}
