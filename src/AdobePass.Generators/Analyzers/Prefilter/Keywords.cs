namespace AdobePass.Generators.Analyzers.Prefilter;

/// <summary>What a source file mentions, as far as a search of its text can tell.</summary>
[Flags]
internal enum Keywords
{
    None = 0,

    /// <summary>Something that may be a JWT.</summary>
    Token = 1,

    /// <summary>A host of Adobe, or a path of the registration API.</summary>
    Address = 2,

    /// <summary>The name of the runtime's namespace.</summary>
    Runtime = 4,

    /// <summary>A header for an identity token that only Adobe Pass defines.</summary>
    IdentityHeader = 8,

    /// <summary>The place where an application sets up its clients: a message handler or dependency injection.</summary>
    ClientSetup = 16,

    /// <summary>The device information, under any name.</summary>
    DeviceInfo = 32,

    /// <summary>The device identifier, under any name.</summary>
    DeviceIdentifier = 64,

    /// <summary>The forwarded address, under any name.</summary>
    ForwardedFor = 128,

    /// <summary>A type of the runtime by its simple name, which others use too.</summary>
    RuntimeType = 256,

    /// <summary>The one way to the text of a secret.</summary>
    Reveal = 512,

    /// <summary>A using for all files.</summary>
    GlobalUsing = 1024,

    /// <summary>The default headers of a client, which another file may set.</summary>
    DefaultHeaders = 2048,

    /// <summary>A handler for a client that dependency injection makes, perhaps of another assembly.</summary>
    AddedHandler = 4096,

    /// <summary>The list of decisions in a response, as a member of a model or as a name in JSON.</summary>
    Decisions = 8192,
}
