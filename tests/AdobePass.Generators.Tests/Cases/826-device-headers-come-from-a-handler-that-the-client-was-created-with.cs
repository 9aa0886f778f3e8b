// title: Device headers come from a handler that the client was created with
// kind: library
// twin: 824-desktop-client-asks-for-profiles-with-nothing-but-the-bearer.cs
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Sable.Desktop;

public interface IBearer
{
    ValueTask<string> GetAsync(CancellationToken ct);
}

internal sealed class DeviceHandler : DelegatingHandler
{
    private readonly IBearer _bearer;
    private readonly (string Info, string Fingerprint) _device;

    public DeviceHandler(IBearer bearer, (string, string) device)
        : base(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        _bearer = bearer;
        _device = device;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("X-Device-Info", _device.Info);
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", _device.Fingerprint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _bearer.GetAsync(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }
}

public sealed class ProfileReader
{
    private readonly HttpClient _client;

    public ProfileReader(IBearer bearer, string deviceInfo, string fingerprint)
    {
        _client = new HttpClient(new DeviceHandler(bearer, (deviceInfo, fingerprint)));
    }

    public async Task<IReadOnlyList<string>> SignedInAsync(string channel, CancellationToken ct)
    {
        using var response = await _client.GetAsync($"https://sp.auth.adobe.com/api/v2/{channel}/profiles", ct);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        using var json = await JsonDocument.ParseAsync(stream, cancellationToken: ct);
        return json.RootElement.GetProperty("profiles").EnumerateObject().Select(profile => profile.Name).ToList();
    }
}
