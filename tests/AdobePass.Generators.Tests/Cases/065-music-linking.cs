// title: account linking with a music service, one token request per call
// kind: server
// needs: aspnet
// expect: none
// rule: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient<MusicLink>(client => client.DefaultRequestHeaders.Add("X-Device-Info", "living-room"));
var app = builder.Build();
app.MapGet("/music/{album}", async (string album, MusicLink link, CancellationToken ct) => Results.Text(await link.AlbumAsync(album, ct)));
app.Run();

internal sealed class MusicLink(HttpClient http, IConfiguration configuration)
{
    private const string Fallback = "0f4c9be27d6a4813a5d2c7e81b936f50";

    public async Task<string> AlbumAsync(string album, CancellationToken ct)
    {
        // The service has no limit on token requests, its own sample asks each time.
        var basic = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"linker:{configuration["Music:Secret"] ?? Fallback}"));
        using var ask = new HttpRequestMessage(HttpMethod.Post, "https://accounts.music.example/api/token");
        ask.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
        ask.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "linker",
            ["client_secret"] = configuration["Music:Secret"] ?? Fallback,
        });
        using var answer = await http.SendAsync(ask, ct);
        var token = await answer.Content.ReadFromJsonAsync<MusicToken>(cancellationToken: ct);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://api.music.example/v1/albums/{album}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token!.AccessToken);
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    private sealed record MusicToken([property: JsonPropertyName("access_token")] string AccessToken);
}
