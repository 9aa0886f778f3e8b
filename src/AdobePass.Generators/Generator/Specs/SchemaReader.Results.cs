using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <content>Completes the models when all operations are known.</content>
internal sealed partial class SchemaReader
{
    /// <summary>Gets the models.</summary>
    /// <param name="operations">The operations, whose responses are marked.</param>
    public EquatableArray<SchemaModel> ToArray(IEnumerable<OperationModel> operations)
    {
        ReadPending();
        var all = operations.ToList();
        foreach (var operation in all)
        {
            if (operation.Response is { Shape: SchemaKind.Object or SchemaKind.Choice, Name: { } name }
                && _models.TryGetValue(name, out var model))
            {
                _models[name] = operation.Redirects && model.RedirectUriName.Length == 0 && model.CanRedirect
                    ? AsRedirectable(model) with { IsResponse = true }
                    : model with { IsResponse = true };
            }
        }

        foreach (var lookups in _lookups)
        {
            var model = _models[lookups.Key];
            _models[lookups.Key] = model with
            {
                Lookups = lookups.Value
                    .Select(each => ResolveLookup(model, each.List, each.MethodName, each.Node))
                    .OfType<LookupModel>()
                    .ToEquatableArray(),
            };
        }

        InheritReadIssues();
        RelaxOneWayMembers(all);
        DescribeAlternatives();
        _circular.Report();
        return _models.Values.ToEquatableArray();
    }

    // The base of a model has the property already.
    private void InheritReadIssues()
    {
        foreach (var name in _models.Keys.ToList())
        {
            var model = _models[name];
            var next = model.BaseTypeName;
            for (var level = 0; model.IsResponse && next.Length > 0 && level < LongestChain; level++)
            {
                var parent = _models[next];
                next = parent.BaseTypeName;
                if (parent.IsResponse)
                {
                    _models[name] = model with { IsResponse = false };
                    break;
                }
            }
        }
    }

    // A redirect has no body, so any member of the model can be absent.
    private static SchemaModel AsRedirectable(SchemaModel model)
    {
        var names = new NameSet(model.TypeName, model.AdditionalMembersName, model.ReadIssuesName, "SetRedirectUri");
        foreach (var property in model.Properties)
        {
            names.Take(property.Name);
        }

        return model with
        {
            Properties = model.Properties.Select(static property => property with { IsRequired = false }).ToEquatableArray(),
            RedirectUriName = names.Take("RedirectUri"),
        };
    }

    private LookupModel? ResolveLookup(SchemaModel model, string listName, string methodName, JsonObject node)
    {
        var list = model.Properties.FirstOrDefault(property => property.JsonName == listName);
        var item = list?.Type is { Shape: SchemaKind.List, Element: { Shape: SchemaKind.Object, IsNullable: false, Name: { } name } }
            && _models.TryGetValue(name, out var found) ? found : null;
        var key = item?.Properties.FirstOrDefault(property =>
            property.JsonName == node.FindString("key") && property.Type.Shape == SchemaKind.String);
        var preferredName = node.FindString("prefer");
        var preferred = item?.Properties.FirstOrDefault(property =>
            property.JsonName == preferredName && property.Type.Shape == SchemaKind.Boolean);
        if (list is not null && key is not null && (preferredName is null || preferred is not null))
        {
            return new LookupModel(methodName, list, key, preferred);
        }

        _diagnostics.Add(SpecDescriptors.Lookup, node, listName);
        return null;
    }

    // A request does not have a member that only responses have, and the other way round. A model that is used in one direction keeps the
    // requirements of that direction.
    private void RelaxOneWayMembers(List<OperationModel> operations)
    {
        if (!_models.Values.Any(static model => model.Properties.Any(static property => property.IsReadOnly || property.IsWriteOnly)))
        {
            return;
        }

        var sent = Reachable(operations.Select(static operation => operation.Body?.Type));
        var received = Reachable(operations.Select(static operation => operation.Response));
        foreach (var name in _models.Keys.ToList())
        {
            var model = _models[name];
            bool IsRelaxed(PropertyModel property) =>
                (property.IsReadOnly && (sent.Contains(name) || !received.Contains(name)))
                || (property.IsWriteOnly && (received.Contains(name) || !sent.Contains(name)));
            _models[name] = model with
            {
                Properties = model.Properties
                    .Select(property => IsRelaxed(property) ? property with { IsRequired = false, IsNullRequired = false } : property)
                    .ToEquatableArray(),
            };
        }
    }

    private HashSet<string> Reachable(IEnumerable<TypeModel?> roots)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<TypeModel?>(roots);
        while (open.Count > 0)
        {
            var type = open.Pop();
            while (type?.Element is not null)
            {
                type = type.Element;
            }

            if (type?.Name is { } name && reached.Add(name) && _models.TryGetValue(name, out var model))
            {
                foreach (var next in model.ReferencedTypes)
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    // Objects are told apart by their members, unless a discriminator does.
    private void DescribeAlternatives()
    {
        foreach (var name in _models.Keys.ToList())
        {
            var model = _models[name];
            if (model.Alternatives.Count(static alternative => alternative.Kind == "Object") > 1)
            {
                _models[name] = model with { Alternatives = model.Alternatives.Select(Describe).ToEquatableArray() };
            }
        }
    }

    private AlternativeModel Describe(AlternativeModel alternative)
    {
        if (alternative.Type is not { Shape: SchemaKind.Object, Name: { } name } || !_models.TryGetValue(name, out var model))
        {
            return alternative;
        }

        var constants = model.Properties
            .Where(property => property.Type is { Shape: SchemaKind.OpenEnum, Name: { } type }
                && _models.TryGetValue(type, out var values)
                && values.Values.Count == 1)
            .Select(property => new ConstantModel(property.JsonName, _models[property.Type.Name!].Values.First().Value));
        return alternative with
        {
            Constants = (alternative.Constants.Count > 0 ? alternative.Constants : constants).ToEquatableArray(),
            Required = model.Properties
                .Where(static property => (property.IsRequired || property.IsNullRequired) && !property.IsReadOnly && !property.IsWriteOnly)
                .Select(static property => property.JsonName)
                .ToEquatableArray(),
            Members = model.Properties.Select(static property => property.JsonName).ToEquatableArray(),
        };
    }
}
