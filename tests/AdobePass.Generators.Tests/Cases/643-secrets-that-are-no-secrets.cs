// title: secrets that are no secrets
// kind: console
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Boxworks.Token;

internal static class Program
{
    private const string SettingName = "Pass:ClientSecret";

    private static async Task Main(string[] args)
    {
        var settings = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync("settings.json"))!;
        using var http = new HttpClient();

        using var mail = new HttpRequestMessage(HttpMethod.Post, "https://login.mail.example/oauth/token");
        mail.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = "boxworks", ["client_secret"] = "<your client secret>",
        });
        using var mailed = await http.SendAsync(mail);

        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", settings["Pass:DeviceInfo"]);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings["Pass:ClientId"],
            ["client_secret"] = settings.GetValueOrDefault(SettingName) ?? throw new InvalidOperationException(SettingName + " is missing"),
        });
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        await File.WriteAllTextAsync("token", json.RootElement.GetProperty("access_token").GetString());
    }
}
