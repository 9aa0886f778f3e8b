namespace AdobePass.Generators.Catalog;

/// <summary>Specifies whether an operation takes a header.</summary>
internal enum Presence
{
    Undefined,
    Optional,
    Required,
}

/// <summary>Specifies the part of the service that an operation belongs to. The names match the enum of the runtime.</summary>
internal enum RequestKind
{
    Api,
    Registration,
    Token,
}

/// <summary>Represents an operation of Adobe Pass.</summary>
/// <param name="Kind">The operation.</param>
/// <param name="Id">Its id in the bundled spec.</param>
/// <param name="PublishedId">Its id in the documents that Adobe publishes.</param>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Path">The path, with a brace at the beginning of each variable segment.</param>
/// <param name="RequestKind">Whether it registers a client, requests an access token, or neither.</param>
/// <param name="IsIdempotent">Whether a request may be sent again although the outcome of the first one is not known.</param>
/// <param name="DeviceInfo">Whether it takes <c>X-Device-Info</c>.</param>
/// <param name="DeviceIdentifier">Whether it takes <c>AP-Device-Identifier</c>.</param>
/// <param name="ForwardedFor">Whether it takes <c>X-Forwarded-For</c>.</param>
/// <param name="Headers">The other headers of Adobe Pass that it takes.</param>
internal sealed record PassOperation(
    PassOperationKind Kind,
    string Id,
    string PublishedId,
    string Method,
    string Path,
    RequestKind RequestKind,
    bool IsIdempotent,
    Presence DeviceInfo,
    Presence DeviceIdentifier,
    Presence ForwardedFor,
    params string[] Headers)
{
    public string[] Segments { get; } = Path.Split(new[] { '/' }, StringSplitOptions.RemoveEmptyEntries);

    public bool IsRegistration => RequestKind != RequestKind.Api;
}
