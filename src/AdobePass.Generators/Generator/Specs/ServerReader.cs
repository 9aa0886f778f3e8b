using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Reads the servers of a document, a path or an operation. The first one of a list is used.</summary>
internal sealed class ServerReader(string specName, JsonObject document, OperationDiagnostics diagnostics)
{
    private readonly Dictionary<JsonObject, ServerReading> _readings = [];

    /// <summary>Reads the server of an operation.</summary>
    public ServerReading Read(JsonObject pathItem, JsonObject operation)
    {
        var isDefault = false;
        var servers = operation.FindArray("servers") ?? pathItem.FindArray("servers");
        if (servers is not { Items.Count: > 0 })
        {
            servers = document.FindArray("servers");
            isDefault = true;
        }

        if (servers?.Items.FirstOrDefault() is not JsonObject server || server.FindString("url") is not { } url)
        {
            return ServerReading.None;
        }

        if (!_readings.TryGetValue(server, out var reading))
        {
            reading = Read(server, url, isDefault);
            _readings.Add(server, reading);
        }

        return reading;
    }

    private ServerReading Read(JsonObject server, string declared, bool isDefault)
    {
        var variables = ReadVariables(server, declared);
        var url = Absolute(declared.Trim(), variables);
        var expanded = Expand(url, variables);
        var host = HostOf(expanded);
        if (host is null)
        {
            // Relative to the base address of the options.
            return variables.Count == 0
                ? new ServerReading(url, null, IsAdobePass: false, IsForeign: false)
                : new ServerReading(string.Empty, Model(url), IsAdobePass: false, IsForeign: false);
        }

        if (PassHosts.Contains(host))
        {
            // The environment of the options determines the host.
            return new ServerReading(PathOf(expanded), null, IsAdobePass: true, IsForeign: false);
        }

        var isAdobePass = AdobeDomains.All.Any(domain => host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
        return new ServerReading(string.Empty, Model(url), isAdobePass, IsForeign: !isAdobePass);

        ServerModel Model(string template) => new(
            isDefault ? specName : string.Empty,
            declared,
            template,
            variables.SelectMany(static variable => new[] { variable.Key, variable.Value }).ToEquatableArray());
    }

    private static readonly HashSet<string> PassHosts = new(StringComparer.OrdinalIgnoreCase)
    {
        "sp.auth.adobe.com", "sp.auth-staging.adobe.com", "sp-prequal.auth.adobe.com", "sp-prequal.auth-staging.adobe.com",
    };

    private List<KeyValuePair<string, string>> ReadVariables(JsonObject server, string url)
    {
        var variables = new List<KeyValuePair<string, string>>();
        for (var open = url.IndexOf('{'); open >= 0 && url.IndexOf('}', open) is >= 0 and var close; open = url.IndexOf('{', close))
        {
            var name = url.Substring(open + 1, close - open - 1);
            if (variables.Any(variable => variable.Key == name))
            {
                continue;
            }

            var value = server.FindObject("variables")?.FindObject(name)?.Find("default") switch
            {
                JsonString text => text.Value,
                JsonNumber number => number.Text,
                _ => null,
            };
            if (value is null)
            {
                diagnostics.Add(SpecDescriptors.ServerVariable, server.Find("url")!, name);
            }

            variables.Add(new KeyValuePair<string, string>(name, value ?? "{" + name + "}"));
        }

        return variables;
    }

    // A host without a scheme is called with https. Anything else without a scheme is a path.
    private static string Absolute(string url, List<KeyValuePair<string, string>> variables)
    {
        if (url.Contains("://"))
        {
            return url.TrimEnd('/');
        }

        if (url.StartsWith("//", StringComparison.Ordinal))
        {
            return ("https:" + url).TrimEnd('/');
        }

        var end = url.IndexOf('/');
        var first = end < 0 ? url : url.Substring(0, end);
        var host = Expand(first, variables);
        var colon = host.IndexOf(':');
        var name = colon < 0 ? host : host.Substring(0, colon);

        // A variable can contain the scheme and the host.
        if (host.Contains("://"))
        {
            return url.TrimEnd('/');
        }

        if (name == "localhost" || (name.Trim('.').Contains('.') && !name.StartsWith(".", StringComparison.Ordinal)))
        {
            return (name is "localhost" or "127.0.0.1" ? "http://" : "https://") + url.TrimEnd('/');
        }

        var path = string.Join("/", url.Split('/').Where(static segment => segment.Length > 0 && segment is not ("." or "..")));
        return path.Length == 0 ? string.Empty : "/" + path;
    }

    private static string Expand(string url, List<KeyValuePair<string, string>> variables)
    {
        foreach (var variable in variables)
        {
            url = url.Replace("{" + variable.Key + "}", variable.Value);
        }

        return url;
    }

    private static string? HostOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var end = url.IndexOfAny(['/', ':', '?'], start + 3);
        return end < 0 ? url.Substring(start + 3) : url.Substring(start + 3, end - start - 3);
    }

    private static string PathOf(string url)
    {
        var slash = url.IndexOf('/', url.IndexOf("://", StringComparison.Ordinal) + 3);
        return slash < 0 ? string.Empty : url.Substring(slash).TrimEnd('/');
    }
}

/// <summary>Represents the server of an operation.</summary>
/// <param name="PathPrefix">The part of the path that belongs to the server.</param>
/// <param name="Server">The server; null for the base address of the options.</param>
/// <param name="IsAdobePass">Whether the host belongs to Adobe Pass, so that it accepts its access tokens.</param>
/// <param name="IsForeign">Whether the host belongs to another service, which must not receive a token of Adobe Pass.</param>
internal sealed record ServerReading(string PathPrefix, ServerModel? Server, bool IsAdobePass, bool IsForeign)
{
    public static readonly ServerReading None = new(string.Empty, null, IsAdobePass: false, IsForeign: false);
}
