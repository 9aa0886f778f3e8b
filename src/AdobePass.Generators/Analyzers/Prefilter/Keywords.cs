namespace AdobePass.Generators.Analyzers.Prefilter;

/// <summary>The keywords that a search finds in the text of a source file.</summary>
[Flags]
internal enum Keywords
{
    None = 0,

    /// <summary>The beginning of a possible JWT.</summary>
    Token = 1,

    /// <summary>A host of Adobe, a path of the registration API, or the header that only Adobe Pass defines for devices.</summary>
    Address = 2,

    /// <summary>The namespace of the runtime.</summary>
    Runtime = 4,

    /// <summary>A header for an identity token that only Adobe Pass defines.</summary>
    IdentityHeader = 8,

    /// <summary>The place where an application sets up its clients: a message handler or dependency injection.</summary>
    ClientSetup = 16,

    /// <summary>The device information: the header, or a name for it.</summary>
    DeviceInfo = 32,

    /// <summary>The device identifier: the header, or a name for it.</summary>
    DeviceIdentifier = 64,

    /// <summary>The forwarded IP address: the header, or a name for it.</summary>
    ForwardedFor = 128,

    /// <summary>The simple name of a type of the runtime. Other libraries may use it too.</summary>
    RuntimeType = 256,

    /// <summary>The only method that returns the string of a secret.</summary>
    Reveal = 512,

    /// <summary>A global using directive.</summary>
    GlobalUsing = 1024,

    /// <summary>The default headers of a client, which another file may set.</summary>
    DefaultHeaders = 2048,

    /// <summary>A handler for a client that dependency injection creates. It may come from another assembly.</summary>
    AddedHandler = 4096,

    /// <summary>The list of decisions in a response, as a member of a model or as a name in JSON.</summary>
    Decisions = 8192,

    /// <summary>A name or a path of the AccessEnabler SDKs.</summary>
    AccessEnabler = 16384,

    /// <summary>A scope of the registration API.</summary>
    Scope = 32768,

    /// <summary>A path of REST API V2. Other APIs may have it too.</summary>
    RestV2Path = 65536,

    /// <summary>
    /// An authorization of a playback, or a permit, of the package with the viewer's journey. Other libraries may use the names.
    /// </summary>
    Permit = 131072,

    /// <summary>A decision of the catalogue of the package with the viewer's journey. Other libraries may use the names.</summary>
    CatalogItem = 262144,

    /// <summary>A method of the package with the viewer's journey that waits for a sign-in.</summary>
    SignIn = 524288,
}
