using System.Text.Json.Nodes;

namespace AdobePass.Testing;

/// <summary>One user metadata attribute of a profile.</summary>
/// <param name="Value">Any JSON value: simple, list or map; null writes JSON <c>null</c>. It is copied when sent.</param>
/// <param name="State"><c>plain</c>, or <c>enc</c> / <c>encrypted</c> for Base64 ciphertext; both spellings occur in the documentation.</param>
public sealed record FakeAttribute(JsonNode? Value, string State = "plain");
