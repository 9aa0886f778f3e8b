namespace AdobePass.Generators.Catalog;

/// <summary>Whether an operation takes a header, by the tables of Adobe's reference.</summary>
internal enum Presence
{
    Undefined,
    Optional,
    Required,
}

/// <summary>To which part of the service an operation belongs. The names are those of the runtime's enum.</summary>
internal enum RequestKind
{
    Api,
    Registration,
    Token,
}

/// <summary>What an operation is about, as far as rules care.</summary>
internal enum PassOperationKind
{
    Register,
    Token,
    Configuration,
    Session,
    UserAgent,
    Profiles,
    ProfileForCode,
    Preauthorize,
    Authorize,
    Logout,
}

/// <summary>An operation of Adobe Pass.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Id">Its id in the bundled spec.</param>
/// <param name="PublishedId">Its id in the documents that Adobe publishes.</param>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Path">The path, with a brace at the beginning of each variable segment.</param>
/// <param name="DeviceInfo">Whether it takes <c>X-Device-Info</c>.</param>
/// <param name="DeviceIdentifier">Whether it takes <c>AP-Device-Identifier</c>.</param>
/// <param name="Headers">The other headers of Adobe Pass that it takes.</param>
internal sealed record PassOperation(
    PassOperationKind Kind,
    string Id,
    string PublishedId,
    string Method,
    string Path,
    Presence DeviceInfo,
    Presence DeviceIdentifier,
    params string[] Headers)
{
    public string[] Segments { get; } = Path.Split(['/'], StringSplitOptions.RemoveEmptyEntries);

    public RequestKind RequestKind { get; } = Kind switch
    {
        PassOperationKind.Register => RequestKind.Registration,
        PassOperationKind.Token => RequestKind.Token,
        _ => RequestKind.Api,
    };

    public bool IsIdempotent { get; } = Method == "GET" || Kind == PassOperationKind.Token;

    public bool IsRegistration => RequestKind != RequestKind.Api;
}
