using System.Text.Json.Nodes;

namespace AdobePass.Testing;

/// <summary>Represents a user metadata attribute of a profile.</summary>
/// <param name="Value">Any JSON value: simple, list or map; null writes JSON <c>null</c>. It is copied when sent.</param>
/// <param name="State">
/// <c>plain</c>, or <c>enc</c> or <c>encrypted</c> for Base64 ciphertext. The documentation uses both spellings.
/// </param>
public sealed record FakeAttribute(JsonNode? Value, string State = "plain");
