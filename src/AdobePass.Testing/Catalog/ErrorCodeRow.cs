namespace AdobePass.Testing.Catalog;

/// <summary>An enhanced error code.</summary>
/// <param name="Action">The action that an error with the code has.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Description">The meaning, which is sent as the message.</param>
internal sealed record ErrorCodeRow(string Action, int Status, string Description);
