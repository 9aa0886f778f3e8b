using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>The models that one interface names, whether or not its methods can be bound.</summary>
/// <param name="Roots">Models of the spec.</param>
/// <param name="Unknown">Names that resolve to nothing and that the spec does not have either.</param>
/// <remarks>
/// The command line compiler stops at the first unresolved type and never shows what the analyzers found. So every name in a signature is
/// made to resolve, by
/// its model or by an empty stand-in, and the one error that is left says what is wrong.
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
