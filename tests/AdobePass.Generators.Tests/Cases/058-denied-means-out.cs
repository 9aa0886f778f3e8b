// title: a denied title signs the viewer out, and the first decision is taken for the right one
// kind: library
// rule: AP4007
// twin: 059-denied-message.cs
using System;
using System.Collections.Generic;
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
}

public sealed record MediaToken([property: JsonPropertyName("serializedToken")] string SerializedToken);

public sealed class DecisionList
{
    [JsonPropertyName("decisions")]
    public List<DecisionItem> Decisions { get; set; } = new();
}

public sealed class DetailsPageModel
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com") };

    public DetailsPageModel(string bearer, string fingerprint, string info)
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", fingerprint);
        _http.DefaultRequestHeaders.Add("X-Device-Info", info);
    }

    public string? Message { get; private set; }

    public bool SignedIn { get; private set; } = true;

    public async Task<string?> PlayAsync(string channel, string mvpd, string resource, CancellationToken ct)
    {
        using var response = await _http.PostAsJsonAsync($"/api/v2/{channel}/decisions/authorize/{mvpd}", new { resources = new[] { resource } }, ct);
        var list = (await response.Content.ReadFromJsonAsync<DecisionList>(cancellationToken: ct))!;
        var decision = list.Decisions[0]; // expect: AP4012
        if (!decision.Authorized)
        {
            // Not allowed any more: the subscription is probably gone.
            Message = "Please sign in again.";
            SignedIn = false;
            using var bye = await _http.GetAsync($"/api/v2/{channel}/logout/{mvpd}?redirectUrl=https%3A%2F%2Flark.example%2F", ct); // expect: AP4007
            return null;
        }

        return decision.Token?.SerializedToken;
    }
}
