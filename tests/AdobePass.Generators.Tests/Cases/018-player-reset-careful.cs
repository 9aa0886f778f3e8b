// title: player deletes the pair only if the service says so, and its logs show no secrets
// kind: library
// needs: aspnet
// expect: none
// rule: AP1008
// twin: 017-player-reset.cs
using System;
using System.Diagnostics;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.Extensions.Logging;

namespace Aurora.Player;

public interface IGate
{
    Task<bool> MayPlayAsync(string channel, CancellationToken ct);
}

public sealed class PlayerSession
{
    private readonly AdobePassClient _client;
    private readonly CredentialStore _store;
    private readonly StreamingDevice _device;
    private readonly IGate _gate;
    private readonly ILogger _log;

    public PlayerSession(AdobePassClient client, CredentialStore store, StreamingDevice device, IGate gate, ILogger<PlayerSession> log) =>
        (_client, _store, _device, _gate, _log) = (client, store, device, gate, log);

    public async Task<bool> StartAsync(string channel, CancellationToken ct)
    {
        try
        {
            return await _gate.MayPlayAsync(channel, ct);
        }
        catch (AdobePassException fault) when (fault.NextStep == NextStep.RegisterAgain)
        {
            _log.LogWarning(fault, "the pair of this device was withdrawn");
            await _client.DeleteCredentialsAsync(_device);
            return false;
        }
        catch (AdobePassException fault)
        {
            _log.LogWarning(fault, "cannot play {Channel}", channel);
            return false;
        }
    }

    // Factory reset, chosen by the viewer in the settings.
    public async Task FactoryResetAsync(CredentialKey key, CancellationToken ct)
    {
        try
        {
            await _store.DeleteAsync(key, ct);
        }
        catch (OperationCanceledException)
        {
            _log.LogInformation("reset was canceled");
        }
    }

    public HttpRequestMessage Describe(ClientSecret secret, AccessToken token, Uri catalogue)
    {
        _log.LogDebug("pair in use: {Secret}", secret);
        Activity.Current?.SetTag("pass.bearer.hash", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal())))[..8]);
        return new HttpRequestMessage(HttpMethod.Get, catalogue)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal()) },
        };
    }
}
