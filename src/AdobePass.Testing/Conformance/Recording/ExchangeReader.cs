using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdobePass.Testing.Catalog;
using AdobePass.Testing.Checks;
using AdobePass.Testing.Http;

namespace AdobePass.Testing.Conformance;

/// <summary>Reads the data of a request and of its response. Nothing that is secret leaves this class except as a keyed hash.</summary>
internal sealed class ExchangeReader
{
    // Two runs of the program give different hashes, so that a hash cannot be looked up.
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Reads a request, before it is sent.</summary>
    public static ExchangeData ReadRequest(HttpRequestMessage request, string body, bool isFake)
    {
        var uri = request.RequestUri!;
        var route = Route.Match(request.Method.Method, uri.AbsolutePath);
        var headers = HeadersOf(request);
        var isForm = route.Operation is FakeOperation.Token or FakeOperation.CreateSession or FakeOperation.ResumeSession
            or FakeOperation.CreatePartnerSession or FakeOperation.CreatePartnerProfile;
        var form = isForm ? FormParser.Parse(body) : [];
        var json = isForm || body.Length == 0 ? null : JsonParser.ParseObject(body);
        var authorization = ValueOf(headers, HeaderMatrix.Authorization);
        var device = ValueOf(headers, HeaderMatrix.DeviceIdentifier);
        var information = ValueOf(headers, HeaderMatrix.DeviceInfo);
        return new ExchangeData
        {
            Route = route,
            Method = request.Method.Method,
            Host = uri.Host,
            RawPath = uri.AbsolutePath,
            IsFake = isFake,
            HeaderNames = [.. headers.Select(static header => header.Key)],
            Unlisted = FindUnlisted(route, uri, headers, form, json),
            DeviceIdentifierViolation = CheckIdentifier(route, device),
            DeviceInfoViolation = CheckInformation(route, information),
            DeviceKey = device is null ? null : Hash(device),
            PlatformKey = information is null ? null : Hash(information),
            TokenKey = authorization is { Length: > 7 } ? Hash(authorization[7..]) : null,
            ClientKey = form.Value("client_id") is { } client ? Hash(client) : null,
            BodyKey = body.Length == 0 ? null : Hash(body),
            Mvpd = route.Mvpd.Length > 0 ? route.Mvpd : form.Value("mvpd"),
            Resources = json?["resources"] is JsonArray resources ? [.. resources.Select(JsonParser.Text).OfType<string>()] : [],
        };
    }

    /// <summary>Adds the data of the response.</summary>
    public static ExchangeData ReadResponse(ExchangeData data, HttpResponseMessage response, string body, DateTimeOffset receivedAt)
    {
        var json = ParseObject(body);
        data = data with
        {
            Status = (int)response.StatusCode,
            ReceivedAt = receivedAt,
            RetryAfter = response.Headers.RetryAfter?.Delta,
            Error = json is null || data.Route.IsRegistration || (int)response.StatusCode < 400 ? null : ErrorOf(json),
        };
        return data.Route.Operation switch
        {
            FakeOperation.Register or FakeOperation.Token when json is not null => ReadRegistration(data, json),
            FakeOperation.CreateSession or FakeOperation.ResumeSession or FakeOperation.CreatePartnerSession when json is not null =>
                ReadSession(data, json),
            FakeOperation.Profiles or FakeOperation.ProfileByMvpd or FakeOperation.ProfileByCode or FakeOperation.CreatePartnerProfile
                when json?["profiles"] is JsonObject profiles => data with { Profiles = ReadProfiles(profiles) },
            FakeOperation.Preauthorize or FakeOperation.Authorize when json?["decisions"] is JsonArray decisions =>
                data with { Decisions = ReadDecisions(decisions) },
            FakeOperation.Logout => data with { Logouts = ReadLogouts(response, json) },
            _ => data,
        };
    }

    private static ExchangeData ReadRegistration(ExchangeData data, JsonObject json) => data with
    {
        ClientKey = JsonParser.Text(json["client_id"]) is { } client ? Hash(client) : data.ClientKey,
        IssuedTokenKey = JsonParser.Text(json["access_token"]) is { } token ? Hash(token) : null,
        TokenLifetime = NumberOf(json["expires_in"]) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Scopes = json["scopes"] switch
        {
            JsonArray list => [.. list.Select(JsonParser.Text).OfType<string>()],
            var text when JsonParser.Text(text) is { } scopes => scopes.Split(' ', ',', StringSplitOptions.RemoveEmptyEntries),
            _ => null,
        },
        RegistrationError = JsonParser.Text(json["error"]),
    };

    private static ExchangeData ReadSession(ExchangeData data, JsonObject json)
    {
        var start = TimeOf(json["notBefore"]);
        var end = TimeOf(json["notAfter"]);
        return data with
        {
            Code = JsonParser.Text(json["code"]),
            CodeLifetime = end - start,
            ActionName = JsonParser.Text(json["actionName"]),
            ReasonType = JsonParser.Text(json["reasonType"]) ?? JsonParser.Text(json["reason"]),
            Mvpd = data.Mvpd ?? JsonParser.Text(json["mvpd"]),
        };
    }

    private static List<ProfileData> ReadProfiles(JsonObject profiles) =>
    [
        .. profiles.Where(static each => each.Value is JsonObject)
            .Select(static each => new ProfileData(each.Key, JsonParser.Text(each.Value!["type"]), TimeOf(each.Value["notAfter"]))),
    ];

    private static List<DecisionData> ReadDecisions(JsonArray decisions) =>
    [
        .. decisions.OfType<JsonObject>().Select(static each => new DecisionData(
            JsonParser.Text(each["resource"])?.Trim() ?? "",
            each["authorized"] is JsonValue permit && permit.TryGetValue<bool>(out var isPermit) && isPermit,
            each["token"] is JsonObject token ? TimeOf(token["notAfter"]) - TimeOf(token["notBefore"]) : null,
            each["error"] is JsonObject error ? ErrorOf(error) : null)),
    ];

    private static IReadOnlyList<LogoutData>? ReadLogouts(HttpResponseMessage response, JsonObject? json)
    {
        if (response.Headers.Location is { } location)
        {
            return [new LogoutData("interactive", PathOf(location.OriginalString))];
        }

        return json?["logouts"] is JsonObject logouts
            ?
            [
                .. logouts.Select(static each => each.Value).OfType<JsonObject>().Select(static each => new LogoutData(
                    JsonParser.Text(each["actionType"]),
                    JsonParser.Text(each["url"]) is { } url ? PathOf(url) : null)),
            ]
            : null;
    }

    // The code decides if the action is missing: the documentation lists the action of each code.
    private static ErrorData? ErrorOf(JsonObject json)
    {
        if (JsonParser.Text(json["code"]) is not { } code)
        {
            return null;
        }

        var action = JsonParser.Text(json["action"])
            ?? (ErrorCodeTable.Rows.TryGetValue(code, out var row) ? row.Action : null)
            ?? "none";
        return new ErrorData(code, action);
    }

    private static List<string> FindUnlisted(
        Route route,
        Uri uri,
        List<KeyValuePair<string, string>> headers,
        List<KeyValuePair<string, string>> form,
        JsonObject? json)
    {
        if (!(route.IsRegistration || route.IsRestApiV2) || route.Operation == FakeOperation.Authenticate)
        {
            return [];
        }

        var row = HeaderMatrix.For(route.Operation);

        // The checklist itself requires the two device headers on every request.
        var unlisted = headers.Select(static header => header.Key)
            .Where(name => HeaderMatrix.IsProductHeader(name)
                && !row.Lists(name)
                && !name.Equals(HeaderMatrix.DeviceIdentifier, StringComparison.OrdinalIgnoreCase)
                && !name.Equals(HeaderMatrix.DeviceInfo, StringComparison.OrdinalIgnoreCase))
            .Select(static name => $"header {name}");
        var query = FormParser.Parse(uri.Query.TrimStart('?')).Select(static pair => pair.Key)
            .Where(name => !row.Query.Contains(name) && !(route.Operation == FakeOperation.Configuration && name == "profile"))
            .Select(static name => $"query parameter {name}");
        var members = form.Select(static pair => pair.Key)
            .Concat(json?.Select(static pair => pair.Key) ?? [])
            .Where(name => !row.BodyMembers.Contains(name))
            .Select(static name => $"body member {name}");
        return [.. unlisted.Concat(query).Concat(members).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static string? CheckIdentifier(Route route, string? header)
    {
        if (!route.IsRestApiV2 || !HeaderMatrix.For(route.Operation).Requires(HeaderMatrix.DeviceIdentifier))
        {
            return null;
        }

        return header is null ? "is missing"
            : header.Split(' ') is ["fingerprint", var value] && Base64String.Decode(value) is not null ? null
            : "does not have the documented form";
    }

    private static string? CheckInformation(Route route, string? header)
    {
        if (!route.IsRestApiV2 || !HeaderMatrix.For(route.Operation).Requires(HeaderMatrix.DeviceInfo))
        {
            return null;
        }

        if (header is null)
        {
            return "is missing";
        }

        DeviceInfoCheck.Read(header, strict: true, out var violation);
        return violation.Length == 0 ? null : "is not Base64 of the documented JSON";
    }

    private static List<KeyValuePair<string, string>> HeadersOf(HttpRequestMessage request)
    {
        var headers = request.Headers.NonValidated.AsEnumerable();
        return
        [
            .. (request.Content is { } content ? headers.Concat(content.Headers.NonValidated) : headers)
                .Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString())),
        ];
    }

    private static string? ValueOf(List<KeyValuePair<string, string>> headers, string name) =>
        headers.Find(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static JsonObject? ParseObject(string body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static string PathOf(string url) =>
        Uri.TryCreate(new Uri("https://unknown.invalid/"), url, out var uri) ? uri.AbsolutePath : url;

    private static long? NumberOf(JsonNode? node) =>
        node is JsonValue value && (value.TryGetValue<long>(out var number)
            || (JsonParser.Text(node) is { } text
                && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out number)))
            ? number
            : null;

    private static DateTimeOffset? TimeOf(JsonNode? node) =>
        NumberOf(node) is { } milliseconds and >= 0 and < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    private static string Hash(string text) => Convert.ToHexString(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)), 0, 12);
}
