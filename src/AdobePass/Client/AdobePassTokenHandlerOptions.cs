namespace AdobePass;

/// <summary>Provides options for <see cref="AdobePassTokenHandler"/>. They are read once, by the constructor.</summary>
public sealed class AdobePassTokenHandlerOptions
{
    /// <summary>
    /// Gets the hosts that receive access tokens in addition to those of the client's environment. An entry is <c>host</c> or
    /// <c>host:port</c>, without scheme, path or wildcard. An entry without a port means the default port.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>
    /// Gets or sets whether the headers <c>AP-Device-Identifier</c>, <c>X-Device-Info</c> and <c>X-Forwarded-For</c> of the device are
    /// added together with the token. The default is <see langword="false"/>.
    /// </summary>
    public bool AddDeviceHeaders { get; set; }
}
