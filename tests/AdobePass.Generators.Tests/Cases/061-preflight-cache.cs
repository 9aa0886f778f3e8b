// title: preauthorizations are cached for the shelf; each playback is authorized again
// kind: library
// needs: aspnet
// expect: none
// rule: AP4009
// twin: 060-permit-cache.cs
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;

namespace Teal.Permits;

public sealed record Who(string Channel, string Mvpd, string Bearer, string Fingerprint, string Info);

public sealed class PermitService
{
    private readonly HttpClient _http;
    private readonly IMemoryCache _memory;
    private string? _mediaTokenOfThisPlayback;

    public PermitService(HttpClient http, IMemoryCache memory) => (_http, _memory) = (http, memory);

    public static int Playbacks { get; private set; }

    public Task<HashSet<string>?> ShelfAsync(Who who, IReadOnlyList<string> resources, CancellationToken ct) =>
        _memory.GetOrCreateAsync($"shelf/{who.Fingerprint}/{string.Join(',', resources)}", async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10);
            var decisions = await DecideAsync("preauthorize", who, resources, ct);
            return decisions.Where(item => item.Authorized).Select(item => item.Resource).ToHashSet(StringComparer.Ordinal);
        });

    public async Task<string?> StartAsync(Who who, string resource, CancellationToken ct)
    {
        var decisions = await DecideAsync("authorize", who, [resource], ct);
        foreach (var (name, authorized, media) in decisions)
        {
            if (name == resource && authorized)
            {
                Playbacks++;
                _memory.Set($"last-watched/{who.Fingerprint}", resource, TimeSpan.FromDays(30));
                _mediaTokenOfThisPlayback = media;
                return media;
            }
        }

        return null;
    }

    public bool IsPlaying => _mediaTokenOfThisPlayback is not null;

    public void Stop() => _mediaTokenOfThisPlayback = null;

    private async Task<List<(string Resource, bool Authorized, string? Media)>> DecideAsync(
        string kind, Who who, IReadOnlyList<string> resources, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{who.Channel}/decisions/{kind}/{who.Mvpd}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", who.Bearer);
        request.Headers.Add("AP-Device-Identifier", who.Fingerprint);
        request.Headers.Add("X-Device-Info", who.Info);
        request.Content = JsonContent.Create(new { resources });
        using var response = await _http.SendAsync(request, ct);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync(ct))!;
        return json["decisions"]!.AsArray()
            .Select(item => ((string)item!["resource"]!, (bool)item["authorized"]!, (string?)item["token"]?["serializedToken"]))
            .ToList();
    }
}
