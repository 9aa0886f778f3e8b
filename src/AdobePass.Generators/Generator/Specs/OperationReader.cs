using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Reads the operations under <c>paths</c>.</summary>
internal sealed class OperationReader
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private readonly JsonObject _document;
    private readonly ReferenceResolver _references;
    private readonly SpecDiagnostics _diagnostics;
    private readonly CancellationToken _cancellationToken;
    private readonly OperationDiagnostics _grouped;
    private readonly OperationIds _ids;
    private readonly OperationTraits _traits;
    private readonly ServerReader _servers;
    private readonly SecurityReader _security;
    private readonly ParameterReader _parameters;
    private readonly BodyReader _bodies;
    private readonly ResponsesReader _responses;

    public OperationReader(
        string specName,
        JsonObject document,
        ReferenceResolver references,
        SchemaReader schemas,
        SpecDiagnostics diagnostics,
        CancellationToken cancellationToken)
    {
        _document = document;
        _references = references;
        _diagnostics = diagnostics;
        _cancellationToken = cancellationToken;
        _grouped = new OperationDiagnostics(diagnostics);
        _ids = new OperationIds(_grouped);
        _traits = new OperationTraits(diagnostics);
        _servers = new ServerReader(specName, document, _grouped);
        _security = new SecurityReader(document, references, _grouped);
        _parameters = new ParameterReader(references, schemas, _grouped);
        _bodies = new BodyReader(references, schemas, _grouped);
        _responses = new ResponsesReader(references, schemas, _grouped);
    }

    public EquatableArray<OperationModel> Read()
    {
        var found = new List<FoundOperation>();
        foreach (var path in _document.FindObject("paths")?.Members ?? [])
        {
            if (path.Value is not JsonObject item)
            {
                continue;
            }

            // In OpenAPI 3.1, members may stand beside the reference.
            var target = _references.Resolve(item);
            foreach (var member in item.Members.Concat(target is null || target == item ? [] : target.Members))
            {
                _cancellationToken.ThrowIfCancellationRequested();
                if (Array.IndexOf(Methods, member.Name) >= 0 && member.Value is JsonObject operation)
                {
                    found.Add(new FoundOperation(path.Name, member, operation, target ?? item));
                }
            }
        }

        // Ids of the document come first, so that a generated one never takes their place.
        foreach (var each in found)
        {
            _ids.Reserve(each);
        }

        var operations = found.Select(ReadOperation).OfType<OperationModel>().ToEquatableArray();
        if (found.Count == 0)
        {
            _diagnostics.AddAt(SpecDescriptors.NoOperation, _document.Start, 1);
        }

        _grouped.Report();
        return operations;
    }

    private OperationModel? ReadOperation(FoundOperation found)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var (_, member, operation, pathItem) = found;
        var id = _ids.IdOf(found);
        var body = _bodies.Read(id, operation);
        if (body.IsUnusable)
        {
            return null;
        }

        var server = _servers.Read(pathItem, operation);
        var path = server.PathPrefix + found.Path;
        var reading = _parameters.Read(id, path, operation, pathItem, server, body.Body?.Format);
        var parameters = reading.Parameters;
        if (member.Name == "post" && body is { Body: null, IsMultipart: false })
        {
            parameters = SecretsOutOfTheAddress(parameters);
        }

        var security = _security.Read(id, member.Name, path, operation, server, reading.HasAuthorizationHeader);
        var response = _responses.Read(id, member.Name, operation);
        return new OperationModel(
            id,
            member.Name,
            path,
            security.RequiresAccessToken,
            response.Redirects,
            reading.DeviceHeaders,
            parameters.Concat(body.Parts).ToEquatableArray(),
            body.Body,
            response.Type,
            operation.FindString("summary") ?? string.Empty,
            operation.FindString("description") ?? string.Empty,
            response.Description,
            operation.IsTrue("deprecated"))
        {
            Scopes = security.Scopes,
            IsBackground = _traits.IsBackground(id, operation),
            RequestKind = _traits.RequestKindOf(id, member.Name, path, operation),
            IsIdempotent = _traits.IsIdempotent(id, member.Name, path, operation),
            ResponseFormat = response.Format,
            IsResponseOptional = response.IsOptional,
            AcceptsNotModified = response.AcceptsNotModified,
            Alternatives = response.Alternatives,
            Accept = response.Accept,
            IsMultipart = body.IsMultipart,
            Server = server.Server,
            Security = security.Requirements,
        };
    }

    // Adobe's published registration document puts the client secret into the URL, which proxies log. The documentation and the service
    // use a form.
    private static List<ParameterModel> SecretsOutOfTheAddress(List<ParameterModel> parameters) =>
        parameters.Any(static parameter =>
            parameter.Location == ParameterLocation.Query
            && parameter.Type.Shape is SchemaKind.ClientSecret or SchemaKind.AccessToken or SchemaKind.SoftwareStatement)
            ? parameters.ConvertAll(static parameter =>
                parameter.Location == ParameterLocation.Query ? parameter with { Location = ParameterLocation.Form } : parameter)
            : parameters;
}

/// <summary>Represents an operation where it was found.</summary>
internal sealed record FoundOperation(string Path, JsonMember Member, JsonObject Operation, JsonObject PathItem);
