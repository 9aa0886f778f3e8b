using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdobePass.Testing.State;

/// <summary>Writes the issued state as JSON and reads it. The caller holds the gate of the state.</summary>
internal static class StateSerializer
{
    private const int Version = 1;

    public static string Write(FakeState state) => new JsonObject
    {
        ["version"] = Version,
        ["statements"] = Array(state.Statements.Values, static statement => new JsonObject
        {
            ["statement"] = statement.Statement,
            ["scopes"] = StringArray(statement.Scopes),
            ["serviceProviders"] = statement.ServiceProviders is null ? null : StringArray(statement.ServiceProviders),
            ["domains"] = StringArray(statement.Domains),
            ["approved"] = statement.IsApproved,
            ["revoked"] = statement.IsRevoked,
        }),
        ["clients"] = Array(state.Clients.Values, static client => new JsonObject
        {
            ["id"] = client.Id,
            ["secret"] = client.Secret,
            ["statement"] = client.Statement.Statement,
            ["revoked"] = client.IsRevoked,
        }),
        ["tokens"] = Array(state.Tokens.Values, static token => new JsonObject
        {
            ["value"] = token.Value,
            ["client"] = token.Client.Id,
            ["expiresAt"] = Time(token.ExpiresAt),
            ["revoked"] = token.IsRevoked,
        }),
        ["profiles"] = Array(state.AllProfiles, static profile => new JsonObject
        {
            ["client"] = profile.Owner.ClientId,
            ["device"] = profile.Owner.DeviceId,
            ["serviceProvider"] = profile.Owner.ServiceProvider,
            ["mvpd"] = profile.Mvpd,
            ["type"] = profile.Type,
            ["platform"] = profile.Sso.Platform,
            ["service"] = profile.Sso.Service,
            ["notBefore"] = Time(profile.NotBefore),
            ["notAfter"] = Time(profile.NotAfter),
            ["attributes"] = profile.Attributes.DeepClone(),
        }),
        ["trials"] = Array(state.Trials, static trial => new JsonObject
        {
            ["serviceProvider"] = trial.ServiceProvider,
            ["mvpd"] = trial.Mvpd,
            ["keys"] = StringArray(trial.Keys),
            ["startedAt"] = trial.StartedAt is { } start ? Time(start) : null,
            ["usedAssets"] = StringArray(trial.UsedAssets),
        }),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    /// <summary>Replaces the content of the state. Changes nothing if the JSON cannot be read.</summary>
    public static void Read(FakeState state, string json)
    {
        List<StatementRecord> statements;
        Dictionary<string, ClientRecord> clients;
        List<TokenRecord> tokens;
        List<ProfileRecord> profiles;
        List<TrialRecord> trials;
        try
        {
            var root = JsonNode.Parse(json)!.AsObject();
            if ((int?)root["version"] != Version)
            {
                throw new FormatException("The JSON is not an exported state of version 1. Use the result of ExportState.");
            }

            statements = Items(root, "statements").Select(static item => new StatementRecord
            {
                Statement = ReadString(item, "statement"),
                Scopes = Strings(item["scopes"]),
                ServiceProviders = item["serviceProviders"] is null ? null : Strings(item["serviceProviders"]),
                Domains = Strings(item["domains"]),
                IsApproved = (bool)item["approved"]!,
                IsRevoked = (bool)item["revoked"]!,
            }).ToList();
            var byStatement = statements.ToDictionary(static statement => statement.Statement, StringComparer.Ordinal);
            clients = Items(root, "clients").Select(item => new ClientRecord
            {
                Id = ReadString(item, "id"),
                Secret = ReadString(item, "secret"),
                Statement = byStatement[ReadString(item, "statement")],
                IsRevoked = (bool)item["revoked"]!,
            }).ToDictionary(static client => client.Id, StringComparer.Ordinal);
            tokens = Items(root, "tokens").Select(item => new TokenRecord
            {
                Value = ReadString(item, "value"),
                Client = clients[ReadString(item, "client")],
                ExpiresAt = Time(item, "expiresAt"),
                IsRevoked = (bool)item["revoked"]!,
            }).ToList();
            profiles = Items(root, "profiles").Select(ReadProfile).ToList();
            trials = Items(root, "trials").Select(ReadTrial).ToList();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException
            or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException(
                "The JSON is not an exported state. Use the result of ExportState. Cause: " + exception.Message,
                exception);
        }

        state.Clear();
        statements.ForEach(statement => state.Statements[statement.Statement] = statement);
        foreach (var client in clients.Values)
        {
            state.Clients[client.Id] = client;
        }

        tokens.ForEach(token => state.Tokens[token.Value] = token);
        profiles.ForEach(state.Add);
        state.Trials.AddRange(trials);
    }

    private static ProfileRecord ReadProfile(JsonObject item) => new()
    {
        Owner = new(ReadString(item, "client"), ReadString(item, "device"), ReadString(item, "serviceProvider")),
        Mvpd = ReadString(item, "mvpd"),
        Type = ReadString(item, "type"),
        Sso = new((string?)item["platform"], (string?)item["service"]),
        NotBefore = Time(item, "notBefore"),
        NotAfter = Time(item, "notAfter"),
        Attributes = item["attributes"]!.DeepClone().AsObject(),
    };

    private static TrialRecord ReadTrial(JsonObject item)
    {
        var trial = new TrialRecord
        {
            ServiceProvider = ReadString(item, "serviceProvider"),
            Mvpd = ReadString(item, "mvpd"),
            StartedAt = item["startedAt"] is null ? null : Time(item, "startedAt"),
        };
        trial.Keys.UnionWith(Strings(item["keys"]));
        trial.UsedAssets.AddRange(Strings(item["usedAssets"]));
        return trial;
    }

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> write)
    {
        var array = new JsonArray();
        foreach (var item in items)
        {
            array.Add((JsonNode)write(item));
        }

        return array;
    }

    private static JsonArray StringArray(IEnumerable<string> values)
    {
        var array = new JsonArray();
        foreach (var value in values)
        {
            array.Add((JsonNode)JsonValue.Create(value)!);
        }

        return array;
    }

    private static IEnumerable<JsonObject> Items(JsonObject root, string name) =>
        root[name]!.AsArray().Select(static item => item!.AsObject());

    private static string[] Strings(JsonNode? node) => node!.AsArray().Select(static item => (string)item!).ToArray();

    private static string ReadString(JsonObject item, string name) => (string)item[name]!;

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(JsonObject item, string name) =>
        DateTimeOffset.Parse(ReadString(item, name), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
