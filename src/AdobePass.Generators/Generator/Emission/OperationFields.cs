using AdobePass.Generators.Catalog;
using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Emits one static field for each operation that a client calls.</summary>
internal sealed class OperationFields
{
    private readonly string _runtime;
    private readonly bool _hasStrictResponses;
    private readonly List<(string Name, BoundCall Call)> _fields = [];
    private readonly Dictionary<string, string> _nameByKey = new(StringComparer.Ordinal);
    private readonly DeviceHeaderKinds _commonHeaders;
    private readonly string _commonName;
    private readonly Dictionary<ServerModel, string> _servers = [];
    private readonly Dictionary<EquatableArray<SecurityRequirementModel>, string> _security = [];

    /// <param name="model">The interface.</param>
    /// <param name="runtime">The prefix of the runtime's types.</param>
    public OperationFields(BoundInterface model, string runtime)
    {
        _runtime = runtime;
        _hasStrictResponses = model.HasStrictResponses;
        var names = new NameSet([model.ClientName, .. model.Methods.Select(static method => method.Name)]);
        foreach (var call in model.Methods.Select(static method => method.Call).OfType<BoundCall>())
        {
            if (!_nameByKey.ContainsKey(Key(call)))
            {
                var name = names.Take(Names.Pascal(call.OperationId) + "Operation");
                _nameByKey[Key(call)] = name;
                _fields.Add((name, call));
            }
        }

        foreach (var (_, call) in _fields)
        {
            if (call.Server is { } server && !_servers.ContainsKey(server))
            {
                _servers.Add(server, names.Take(server.SpecName.Length > 0 ? Names.Pascal(server.SpecName) + "Server" : "OwnServer"));
            }

            if (call.Security.Count > 0 && !_security.ContainsKey(call.Security))
            {
                _security.Add(call.Security, names.Take(SecurityName(call.Security)));
            }
        }

        var most = _fields
            .GroupBy(static field => field.Call.DeviceHeaders)
            .Where(static group => group.Count() > 1 && HeaderNames(group.Key).Count > 1)
            .OrderByDescending(static group => group.Count())
            .FirstOrDefault();
        _commonHeaders = most?.Key ?? DeviceHeaderKinds.None;
        _commonName = names.Take("CommonDeviceHeaders");
    }

    public string NameOf(BoundCall call) => _nameByKey[Key(call)];

    public void Emit(SourceWriter writer)
    {
        if (_commonHeaders != DeviceHeaderKinds.None)
        {
            writer.Line($"private const {_runtime}DeviceHeaders {_commonName} =");
            var lines = $"    {Flags(_commonHeaders)};";
            writer.Lines(writer.Fits(lines) ? lines : lines.Replace(" | ", " |\n    "));
            writer.Line();
        }

        foreach (var (server, name) in _servers.Select(static pair => (pair.Key, pair.Value)))
        {
            writer.List(
                $"private static readonly {_runtime}ApiServer {name} = new",
                [.. new[] { server.SpecName, server.DeclaredUrl, server.Url }.Concat(server.Variables).Select(Literals.String)],
                ";");
            writer.Line();
        }

        foreach (var (requirements, name) in _security.Select(static pair => (pair.Key, pair.Value)))
        {
            writer.Line($"private static readonly {_runtime}SecurityRequirement[] {name} =");
            writer.Line("{");
            foreach (var requirement in requirements)
            {
                writer.Line($"    new({string.Join(", ", requirement.Schemes.Select(Scheme))}),");
            }

            writer.Line("};");
            writer.Line();
        }

        foreach (var (name, call) in _fields)
        {
            EmitField(writer, name, call);
            writer.Line();
        }
    }

    private void EmitField(SourceWriter writer, string name, BoundCall call)
    {
        var headers = call.DeviceHeaders == _commonHeaders && call.DeviceHeaders != DeviceHeaderKinds.None
            ? _commonName
            : Flags(call.DeviceHeaders);
        var properties = new List<string>
        {
            "requiresAccessToken: " + Literals.Boolean(call.RequiresAccessToken),
            "deviceHeaders: " + headers,
        };
        if (call.Redirects)
        {
            properties.Add("redirects: true");
        }

        if ((call.RequiresAccessToken || call.Security.Count > 0) && call.Scopes.Length > 0)
        {
            properties.Add("scopes: " + Literals.String(call.Scopes));
        }

        if (_hasStrictResponses)
        {
            properties.Add("strictResponses: true");
        }

        if (call.IsBackground)
        {
            properties.Add("isBackground: true");
        }

        if (call.RequestKind != RequestKind.Api)
        {
            properties.Add($"requestKind: {_runtime}RequestKind.{call.RequestKind}");
        }

        // GET is idempotent by definition.
        if (call.IsIdempotent != (call.HttpMethod == "get"))
        {
            properties.Add("isIdempotent: " + Literals.Boolean(call.IsIdempotent));
        }

        if (call.ContentType is { } contentType)
        {
            properties.Add("contentType: " + Literals.String(contentType));
        }

        if (call.Accept is { } accept)
        {
            properties.Add("accept: " + Literals.String(accept));
        }

        if (call.Server is { } server)
        {
            properties.Add("server: " + _servers[server]);
        }

        if (call.Security.Count > 0)
        {
            properties.Add("security: " + _security[call.Security]);
        }

        if (call.AcceptsNotModified)
        {
            properties.Add("acceptsNotModified: true");
        }

        var path = Literals.String(call.Path);
        writer.Line($"private static readonly {_runtime}AdobePassOperation {name} = new(");
        writer.Line($"    {Literals.String(call.OperationId)}, {Literals.String(call.HttpMethod.ToUpperInvariant())}, {path},");
        var line = $"    {string.Join(", ", properties)});";
        writer.Lines(writer.Fits(line) ? line : $"    {string.Join(",\n    ", properties)});");
    }

    private string Scheme(SecuritySchemeModel scheme)
    {
        var schemes = _runtime + "SecurityScheme.";
        var name = Literals.String(scheme.Name);
        return scheme.Kind switch
        {
            SecurityKind.AdobePass => schemes + "AdobePass",
            SecurityKind.HeaderKey or SecurityKind.QueryKey or SecurityKind.CookieKey =>
                $"{schemes}{scheme.Kind}({name}, {Literals.String(scheme.Parameter)})",
            _ => $"{schemes}{scheme.Kind}({name})",
        };
    }

    private static string SecurityName(EquatableArray<SecurityRequirementModel> requirements) =>
        string.Concat(requirements.SelectMany(static each => each.Schemes).Select(static scheme => Names.Pascal(scheme.Name)).Take(2))
        + "Security";

    // Two specs may declare the same path.
    private static string Key(BoundCall call) => call.OperationId + "\n" + call.Path;

    private string Flags(DeviceHeaderKinds headers) =>
        headers == DeviceHeaderKinds.None
            ? _runtime + "DeviceHeaders.None"
            : string.Join(" | ", HeaderNames(headers).Select(name => $"{_runtime}DeviceHeaders.{name}"));

    private static List<string> HeaderNames(DeviceHeaderKinds headers)
    {
        var names = new List<string>();
        DeviceHeaderKinds[] kinds =
            [DeviceHeaderKinds.DeviceIdentifier, DeviceHeaderKinds.DeviceInformation, DeviceHeaderKinds.ForwardedFor];
        foreach (var kind in kinds)
        {
            if ((headers & kind) != 0)
            {
                names.Add(kind.ToString());
            }
        }

        return names;
    }
}
