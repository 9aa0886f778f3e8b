// title: viewer login endpoint of a small web app
// kind: server
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<HttpClient>();
var app = builder.Build();
var statement = app.Configuration["Pass:Statement"]!;

app.MapGet("/viewers/{deviceId}/profiles", async (string deviceId, HttpContext context, HttpClient http) =>
{
    var ip = context.Connection.RemoteIpAddress!.ToString();
    var info = context.Request.Headers["X-Device-Info"].ToString();

    using var register = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register"); // expect: AP1001#a
    register.Headers.Add("X-Device-Info", info);
    register.Headers.Add("X-Forwarded-For", ip);
    register.Content = JsonContent.Create(new { software_statement = statement });
    using var registered = await http.SendAsync(register); // expect: AP1001#a
    var pair = await registered.Content.ReadFromJsonAsync<JsonElement>(); // expect: AP1001#a

    using var grant = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token"); // expect: AP1004#b
    grant.Headers.Add("X-Device-Info", info);
    grant.Headers.Add("X-Forwarded-For", ip);
    grant.Content = new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = pair.GetProperty("client_id").GetString()!,
        ["client_secret"] = pair.GetProperty("client_secret").GetString()!,
    });
    using var granted = await http.SendAsync(grant); // expect: AP1004#b
    var token = await granted.Content.ReadFromJsonAsync<JsonElement>(); // expect: AP1004#b

    using var profiles = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles");
    profiles.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
    profiles.Headers.Add("X-Device-Info", info);
    profiles.Headers.Add("X-Forwarded-For", ip);
    profiles.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(deviceId)));
    using var answer = await http.SendAsync(profiles);
    return Results.Text(await answer.Content.ReadAsStringAsync(), "application/json");
});

app.Run();
