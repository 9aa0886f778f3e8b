using System.Text.Json;

namespace QuickStart;

/// <summary>What came of the run, for scripts.</summary>
internal sealed record Outcome
{
    public string? ClientId { get; set; }

    public string? Mvpd { get; set; }

    public string? ProfileType { get; set; }

    public IReadOnlyList<string> Preauthorized { get; set; } = [];

    public bool Authorized { get; set; }

    public bool MediaToken { get; set; }

    public string? Logout { get; set; }

    /// <summary>Why the stream may not play.</summary>
    public string? Denial { get; set; }

    public string ToJson(WireTap tap)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("registrations", tap.Registrations);
            writer.WriteNumber("tokenRequests", tap.TokenRequests);
            writer.WriteString("clientId", ClientId);
            writer.WriteString("mvpd", Mvpd);
            writer.WriteString("profileType", ProfileType);
            writer.WriteStartArray("preauthorized");
            foreach (var resource in Preauthorized)
            {
                writer.WriteStringValue(resource);
            }

            writer.WriteEndArray();
            writer.WriteBoolean("authorized", Authorized);
            writer.WriteBoolean("mediaToken", MediaToken);
            writer.WriteString("logout", Logout);
            writer.WriteNumber("requests", tap.Requests);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
