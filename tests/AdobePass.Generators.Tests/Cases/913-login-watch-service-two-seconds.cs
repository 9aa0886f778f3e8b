// title: Hosted service that watches logins for waiting boxes with a two second metronome
// kind: server
// rule: AP4001
// needs: aspnet
// hard: yes
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Quayside.Logins;

public readonly record struct Waiting(string Brand, string Code, DateTimeOffset Until, IPAddress Viewer, string Token);

public interface ILoginSink
{
    Task ArrivedAsync(Waiting who, string mvpd, CancellationToken ct);
}

public sealed class LoginWatch : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    private readonly ChannelReader<Waiting> _inbox;
    private readonly ILoginSink _sink;
    private readonly HttpClient _pass;
    private readonly ILogger<LoginWatch> _log;

    public LoginWatch(ChannelReader<Waiting> inbox, ILoginSink sink, IHttpClientFactory http, ILogger<LoginWatch> log)
    {
        _inbox = inbox;
        _sink = sink;
        _pass = http.CreateClient(nameof(LoginWatch));
        _log = log;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Parallel.ForEachAsync(_inbox.ReadAllAsync(stoppingToken), stoppingToken, WatchOneAsync);
    }

    private async ValueTask WatchOneAsync(Waiting who, CancellationToken ct)
    {
        using var metronome = new PeriodicTimer(Beat);
        while (await metronome.WaitForNextTickAsync(ct) && DateTimeOffset.UtcNow < who.Until) // expect: AP4001
        {
            if (await FirstProviderAsync(who, ct) is { } mvpd)
            {
                Seen(who.Brand, mvpd);
                await _sink.ArrivedAsync(who, mvpd, ct);
                return;
            }
        }
    }

    private async Task<string?> FirstProviderAsync(Waiting who, CancellationToken ct)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{who.Brand}/profiles/code/{who.Code}");
        get.Headers.Authorization = new AuthenticationHeaderValue("Bearer", who.Token);
        get.Headers.TryAddWithoutValidation("X-Forwarded-For", who.Viewer.ToString());
        using var got = await _pass.SendAsync(get, ct);
        if (got.StatusCode != HttpStatusCode.OK)
        {
            return null;
        }

        using var json = JsonDocument.Parse(await got.Content.ReadAsStreamAsync(ct));
        foreach (var profile in json.RootElement.GetProperty("profiles").EnumerateObject())
        {
            return profile.Name;
        }

        return null;
    }

    private void Seen(string brand, string mvpd) => _log.LogInformation("login seen for {Brand} by {Mvpd}", brand, mvpd);
}
