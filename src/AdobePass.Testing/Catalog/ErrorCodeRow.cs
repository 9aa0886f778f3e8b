namespace AdobePass.Testing.Catalog;

/// <summary>Represents an enhanced error code.</summary>
/// <param name="Action">The action of errors with this code.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Description">The description, which is sent as the message.</param>
internal sealed record ErrorCodeRow(string Action, int Status, string Description);
