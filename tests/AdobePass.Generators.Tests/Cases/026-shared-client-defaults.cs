// title: typed client whose registration sets device headers for everybody
// kind: server
// needs: aspnet
// rule: AP2008
// twin: 027-shared-client-plain.cs
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
var section = builder.Configuration.GetSection("Pass");

builder.Services.AddHttpClient<ProfileGateway>(client =>
{
    client.BaseAddress = new Uri("https://sp.auth.adobe.com/");
    client.Timeout = TimeSpan.FromSeconds(15);
    client.DefaultRequestHeaders.Add("X-Device-Info", section["DeviceInfo"]); // expect: AP2008
    client.DefaultRequestHeaders.TryAddWithoutValidation("AP-Device-Identifier", "fingerprint " + section["DeviceId"]); // expect: AP2008
    client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.40"); // expect: AP2009
});

var app = builder.Build();
app.MapGet("/profiles/{channel}", async (string channel, HttpContext context, ProfileGateway gateway) =>
{
    var bearer = context.Request.Headers.Authorization.ToString();
    return Results.Text(await gateway.ReadAsync(channel, bearer, context.RequestAborted), "application/json");
});
app.Run();

internal sealed class ProfileGateway
{
    private readonly HttpClient _client;

    public ProfileGateway(HttpClient client) => _client = client;

    public async Task<string> ReadAsync(string channel, string bearer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v2/{channel}/profiles");
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(bearer);
        using var response = await _client.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(ct);
    }
}
