using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Binding;

/// <summary>
/// Binds interfaces to the spec: finds the operation of each method and the location of each parameter, and reports what does not match.
/// </summary>
internal static class Binder
{
    public static (BoundInterface? Interface, List<BindingDiagnostic> Diagnostics) Bind(
        InterfaceModel model,
        SpecSet specs,
        string modelNamespaceRoot,
        string clientName)
    {
        var diagnostics = new List<BindingDiagnostic>();
        var spec = specs.Find(model.SpecName);
        if (spec is null || model.Diagnostic is not null)
        {
            return (null, diagnostics);
        }

        var modelNamespace = ModelNamespace(modelNamespaceRoot, spec.Name);
        var methods = new List<BoundMethod>();
        var byName = new Dictionary<string, List<BoundMethod>>(StringComparer.Ordinal);

        for (var i = 0; i < model.Parts.Count; i++)
        {
            var part = model.Parts[i];
            // An inherited interface that is marked itself is bound to its own spec.
            var partSpec = (part.SpecName is null ? null : specs.Find(part.SpecName)) ?? spec;
            var partNamespace = partSpec.Name == spec.Name ? modelNamespace : ModelNamespace(modelNamespaceRoot, partSpec.Name);
            if (part.HasAllOperations)
            {
                // Methods of an inherited interface are not declared again.
                if (!part.IsOwn || !model.Parts.Any(each => !each.IsOwn && each.HasAllOperations && each.SpecName == part.SpecName))
                {
                    foreach (var method in AllOperations.Bind(part, partSpec, partNamespace))
                    {
                        Collect(method, methods, byName);
                    }
                }

                continue;
            }

            for (var j = 0; j < part.Methods.Count; j++)
            {
                var binder = new MethodBinder(partSpec, partNamespace, model.JsonContext is not null, part, i, j, diagnostics);
                Collect(binder.Bind(), methods, byName);
            }
        }

        var bound = new BoundInterface(
            model.FullName,
            model.MetadataName,
            model.Namespace,
            model.Name,
            model.Containers,
            model.Accessibility,
            model.IsPublic,
            spec.Name,
            modelNamespace,
            clientName,
            model.JsonContext,
            model.GeneratesRegistration,
            model.HasStrictResponses,
            model.Parts[0].HasAllOperations,
            methods.ToEquatableArray())
        {
            Restrictions = model.Restrictions,
        };
        return (bound, diagnostics);
    }

    public static string ModelNamespace(string root, string specName) =>
        root.Length == 0 ? Names.Pascal(specName) : root + "." + Names.Pascal(specName);

    // Two inherited interfaces may declare the same method: one implementation serves both unless their return types differ.
    private static void Collect(BoundMethod method, List<BoundMethod> methods, Dictionary<string, List<BoundMethod>> byName)
    {
        if (!byName.TryGetValue(method.Name, out var overloads))
        {
            byName.Add(method.Name, overloads = []);
        }

        if (overloads.Find(other => HaveSameParameters(other, method)) is not { } known)
        {
            overloads.Add(method);
            methods.Add(method);
        }
        else if (known.ReturnType != method.ReturnType)
        {
            methods.Add(method with { IsExplicit = true });
        }
    }

    // The compiler distinguishes methods by the types of their parameters.
    private static bool HaveSameParameters(BoundMethod left, BoundMethod right) =>
        left.Parameters.Select(TypeInSignature).SequenceEqual(right.Parameters.Select(TypeInSignature));

    // A nullable annotation is not part of a reference type.
    private static TypeRef TypeInSignature(BoundParameter parameter) =>
        parameter is { IsValueType: false, Type: NullableTypeRef nullable } ? nullable.Inner : parameter.Type;
}
