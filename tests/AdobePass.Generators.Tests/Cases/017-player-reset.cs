// title: player throws the pair away at any failure and logs secrets
// kind: library
// needs: aspnet
// rule: AP1008
// twin: 018-player-reset-careful.cs
// hard: yes
using System;
using System.Diagnostics;
using System.Net.Http;
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
        catch (AdobePassException fault)
        {
            _log.LogWarning(fault, "cannot play {Channel}, resetting the device", channel);
            await _client.DeleteCredentialsAsync(_device); // expect: AP1008
            return false;
        }
    }

    public async Task WarmUpAsync(CredentialKey key, CancellationToken ct)
    {
        try
        {
            await _gate.MayPlayAsync("preview", ct);
        }
        catch (HttpRequestException)
        {
            // A clean start usually helps.
            await _store.DeleteAsync(key, ct); // expect: AP1008
        }
    }

    public void Describe(ClientSecret secret, AccessToken token)
    {
        _log.LogDebug("pair in use: {Secret}", secret.Reveal()); // expect: AP1009
        Activity.Current?.SetTag("pass.bearer", token.Reveal()); // expect: AP1009

        var plain = token.Reveal();
        if (plain.Length < 20)
        {
            throw new InvalidOperationException($"The token {plain} is too short."); // expect: AP1009
        }
    }
}
