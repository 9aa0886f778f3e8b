// title: a denied title shows the reason; the sign-out button signs out
// kind: library
// expect: none
// rule: AP4007
// twin: 058-denied-means-out.cs
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace Lark.Details;

public sealed class DecisionItem
{
    [JsonPropertyName("resource")]
    public string Resource { get; set; } = "";

    [JsonPropertyName("authorized")]
    public bool Authorized { get; set; }

    [JsonPropertyName("token")]
    public MediaToken? Token { get; set; }

    [JsonPropertyName("error")]
    public Refusal? Error { get; set; }
}

public sealed record MediaToken([property: JsonPropertyName("serializedToken")] string SerializedToken);

public sealed record Refusal([property: JsonPropertyName("message")] string? Message, [property: JsonPropertyName("details")] string? Details);

public sealed class DecisionList
{
    [JsonPropertyName("decisions")]
    public List<DecisionItem> Decisions { get; set; } = new();
}

public sealed class DetailsPageModel
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com") };
    private readonly Func<string, Task<bool>> _ask;

    public DetailsPageModel(string bearer, string fingerprint, string info, Func<string, Task<bool>> ask)
    {
        _ask = ask;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", fingerprint);
        _http.DefaultRequestHeaders.Add("X-Device-Info", info);
    }

    public string? Message { get; private set; }

    public async Task<string?> PlayAsync(string channel, string mvpd, string resource, CancellationToken ct)
    {
        using var response = await _http.PostAsJsonAsync($"/api/v2/{channel}/decisions/authorize/{mvpd}", new { resources = new[] { resource } }, ct);
        var list = (await response.Content.ReadFromJsonAsync<DecisionList>(cancellationToken: ct))!;
        var decision = list.Decisions.Find(item => item.Resource == resource)
            ?? list.Decisions.FirstOrDefault(item => string.Equals(item.Resource, resource, StringComparison.OrdinalIgnoreCase));
        if (decision is not { Authorized: true })
        {
            Message = decision?.Error?.Details ?? decision?.Error?.Message ?? "This title is not part of your package.";
            if (await _ask("Use another account?"))
            {
                await SignOutAsync(channel, mvpd, ct);
            }

            return null;
        }

        return decision.Token?.SerializedToken;
    }

    public async Task SignOutAsync(string channel, string mvpd, CancellationToken ct)
    {
        using var bye = await _http.GetAsync($"/api/v2/{channel}/logout/{mvpd}?redirectUrl=https%3A%2F%2Flark.example%2F", ct);
        Message = bye.IsSuccessStatusCode ? "Signed out." : "Sign-out failed.";
    }
}
