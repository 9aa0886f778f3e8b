namespace AdobePass.CatalogTool;

/// <summary>What the tables need of the bundled specs.</summary>
internal sealed record Catalog(
    IReadOnlyList<Operation> Operations,
    IReadOnlyList<DeviceInfoMember> DeviceInfo,
    IReadOnlyList<ErrorCode> ErrorCodes,
    IReadOnlyList<string> RegistrationErrorCodes,
    IReadOnlyList<Server> Servers,
    string AccessScope);

/// <param name="Id">The operation id.</param>
/// <param name="PublishedId">The operation id in the document that Adobe publishes.</param>
/// <param name="Method">The HTTP method in capitals.</param>
/// <param name="Path">The path with a placeholder for each variable segment.</param>
/// <param name="RequestKind">The request kind, with a capital letter.</param>
/// <param name="IsIdempotent">Whether a request may be repeated.</param>
/// <param name="Scope">The scope that the access token needs; null if the operation needs no token.</param>
/// <param name="ContentType">The media type of the body; null if the operation has none.</param>
/// <param name="BodyMembers">The members of the body.</param>
/// <param name="Query">The query parameters.</param>
/// <param name="Headers">The headers that the operation declares.</param>
internal sealed record Operation(
    string Id,
    string PublishedId,
    string Method,
    string Path,
    string RequestKind,
    bool IsIdempotent,
    string? Scope,
    string? ContentType,
    IReadOnlyList<string> BodyMembers,
    IReadOnlyList<string> Query,
    IReadOnlyList<Header> Headers);

internal sealed record Header(string Name, bool IsRequired);

/// <param name="Name">The name of the member.</param>
/// <param name="IsRequired">Whether the service needs it.</param>
/// <param name="IsBoolean">Whether it is a boolean value.</param>
/// <param name="Values">The values that the service accepts; empty if the member is not restricted.</param>
internal sealed record DeviceInfoMember(string Name, bool IsRequired, bool IsBoolean, IReadOnlyList<string> Values);

internal sealed record ErrorCode(string Code, string Action, int Status, string Description);

internal sealed record Server(string Environment, string Url);
