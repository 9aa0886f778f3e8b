// title: Back end for browsers, typed client set up in one place
// kind: server
// rule: AP2008
// needs: aspnet
// why: the default headers make one device of all viewers; the kind of operating system is not on the list of Adobe; nothing tells the address of the viewer
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHttpClient<ProviderList>(client =>
{
    client.BaseAddress = new Uri("https://sp.auth.adobe.com");
    client.Timeout = TimeSpan.FromSeconds(8);
    var info = JsonSerializer.Serialize(new
    {
        model = "Web",
        version = "1",
        osName = "Ubuntu", // expect: AP2004#b
        osVersion = "24.04",
        connectionType = "LAN",
    });
    client.DefaultRequestHeaders.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(info))); // expect: AP2004#b, AP2008
    client.DefaultRequestHeaders.Add("AP-Device-Identifier", builder.Configuration["Pass:Identifier"]); // expect: AP2008
});

var app = builder.Build();
app.MapGet("/providers/{channel}", async (string channel, ProviderList list, IConfiguration configuration) =>
    Results.Text(await list.GetAsync(channel, configuration["Pass:Bearer"]!), "application/json"));
app.MapGet("/", () => "up");
app.Run();

public sealed class ProviderList(HttpClient http)
{
    public async Task<string> GetAsync(string channel, string bearer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/" + channel + "/configuration"); // expect: AP2003#a
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await http.SendAsync(request); // expect: AP2003#a
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }
}
