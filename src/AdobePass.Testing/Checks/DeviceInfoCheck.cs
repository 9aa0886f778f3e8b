using System.Text.Json;
using System.Text.Json.Nodes;
using AdobePass.Testing.Catalog;

namespace AdobePass.Testing.Checks;

/// <summary>Checks the payload of <c>X-Device-Info</c>: Base64 of a JSON object with required keys and restricted lists.</summary>
internal static class DeviceInfoCheck
{
    /// <summary>Reads a header value.</summary>
    /// <param name="header">The value.</param>
    /// <param name="strict">
    /// <see langword="true"/> to require the documented payload; <see langword="false"/> to accept Base64 of any text, which existing
    /// clients send.
    /// </param>
    /// <param name="violation">The description of the violation; empty if the value is valid.</param>
    /// <returns>The payload, or null if it cannot be read.</returns>
    public static JsonObject? Read(string header, bool strict, out string violation)
    {
        if (Base64String.Decode(header) is not { } text)
        {
            violation = "header X-Device-Info is not standard Base64";
            return null;
        }

        var payload = JsonParser.ParseObject(text);
        if (!strict)
        {
            violation = "";
            return payload;
        }

        if (payload is null)
        {
            violation = "header X-Device-Info does not decode to a JSON object without repeated keys";
            return null;
        }

        violation = FindViolation(payload) ?? "";
        return violation.Length == 0 ? payload : null;
    }

    private static string? FindViolation(JsonObject payload)
    {
        foreach (var key in DeviceInfoTable.Required)
        {
            if (payload[key] is not { } value || (Scalar(value) ?? "").Length == 0)
            {
                return $"header X-Device-Info does not have the required key '{key}'";
            }
        }

        foreach (var (key, value) in payload)
        {
            if (!DeviceInfoTable.Known.Contains(key))
            {
                return $"header X-Device-Info has the undefined key '{key}'";
            }

            if (value is null || Scalar(value) is not { } scalar)
            {
                return $"header X-Device-Info: the value of '{key}' is not a simple value";
            }

            if (DeviceInfoTable.Restricted.TryGetValue(key, out var allowed) && !allowed.Contains(scalar, StringComparer.Ordinal))
            {
                return $"header X-Device-Info: '{scalar}' is outside the restricted list of '{key}'";
            }
        }

        return null;
    }

    /// <summary>
    /// The JSON type of numbers and of connectionSecure is not documented, so strings, numbers and booleans are all valid.
    /// </summary>
    private static string? Scalar(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number => value.ToJsonString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
