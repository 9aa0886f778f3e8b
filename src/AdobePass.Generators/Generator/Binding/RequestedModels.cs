using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>Represents the models that one interface names, even if its methods cannot be bound.</summary>
/// <param name="Roots">The models of the spec.</param>
/// <param name="Unknown">The names that do not resolve and that the spec does not have.</param>
/// <remarks>
/// The command-line compiler stops at the first unresolved type and does not show the results of the analyzers. Therefore the generator
/// emits a model or an empty placeholder type for every name in a signature. The remaining error then describes the cause.
/// </remarks>
internal sealed record RequestedModels(
    string SpecName,
    string Namespace,
    bool IsPublic,
    EquatableArray<string> Roots,
    EquatableArray<string> Unknown)
{
    public static RequestedModels Of(InterfaceModel model, SpecModel spec, string modelNamespace)
    {
        var roots = new SortedSet<string>(StringComparer.Ordinal);
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var part in model.Parts)
        {
            if (part.HasAllOperations && (part.SpecName is null || part.SpecName == spec.Name))
            {
                AllOperations.CollectRoots(spec, roots);
            }

            foreach (var name in part.Methods.SelectMany(static method => method.Unresolved))
            {
                if (name.Length > 0)
                {
                    (spec.FindSchema(name) is null ? unknown : roots).Add(name);
                }
            }
        }

        return new RequestedModels(spec.Name, modelNamespace, model.IsPublic, roots.ToEquatableArray(), unknown.ToEquatableArray());
    }
}
