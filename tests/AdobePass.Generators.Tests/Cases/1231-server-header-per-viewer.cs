// title: Back end for television sets, headers of each set on each request
// kind: server
// rule: AP2008
// needs: aspnet
// why: the client has only neutral defaults; the headers of the device come from the set that calls
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient<SetProfiles>(client =>
{
    client.BaseAddress = new Uri("https://sp.auth.adobe.com");
    client.DefaultRequestHeaders.Add("Accept", "application/json");
    client.DefaultRequestHeaders.UserAgent.ParseAdd("Antenna/3.1");
});

// Statistics of the house, same header name.
builder.Services.AddHttpClient("stats", client =>
{
    client.BaseAddress = new Uri("https://stats.antenna.example");
    client.DefaultRequestHeaders.Add("X-Device-Info", "backend");
    client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
});

var app = builder.Build();
app.MapGet("/sets/{channel}/profiles", async (string channel, HttpRequest request, SetProfiles profiles, IHttpClientFactory factory) =>
{
    using var ping = await factory.CreateClient("stats").GetAsync("/hit/" + channel);
    return Results.Text(await profiles.GetAsync(channel, request), "application/json");
});
app.Run();

public interface ISetTokens
{
    ValueTask<string> ForAsync(string serial);
}

public sealed class SetProfiles(HttpClient http, ISetTokens tokens)
{
    public async Task<string> GetAsync(string channel, HttpRequest incoming)
    {
        var serial = incoming.Headers["X-Set-Serial"].ToString();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/" + channel + "/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.ForAsync(serial));
        foreach (var name in new[] { "X-Device-Info", "AP-Device-Identifier" })
        {
            request.Headers.Add(name, incoming.Headers[name].ToString());
        }

        request.Headers.Add("X-Forwarded-For", incoming.HttpContext.Connection.RemoteIpAddress?.ToString());
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
