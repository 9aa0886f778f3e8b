// title: Enrollment of a kiosk player
// kind: console
// rule: AP2010, AP2011
// why: a registration is JSON and a token request a form; the URL with the secret ends in the log of the proxy
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Tidewater.Kiosk;

public class Enrollment
{
    private readonly HttpClient _http;
    private readonly DirectoryInfo _state;

    public Enrollment(DirectoryInfo state, string deviceInfo)
    {
        _state = state;
        _http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com") };
        _http.DefaultRequestHeaders.Add("X-Device-Info", deviceInfo);
    }

    public string Token { get; private set; } = "";

    public static async Task Main(string[] args)
    {
        var kiosk = new Enrollment(Directory.CreateDirectory(args[0]), await File.ReadAllTextAsync(args[1]));
        await kiosk.EnrollAsync(await File.ReadAllTextAsync(args[2]));
        await kiosk.LogInAsync();
        Console.WriteLine("enrolled, token of {0} characters", kiosk.Token.Length);
    }

    public async Task EnrollAsync(string statement)
    {
        var path = Path.Combine(_state.FullName, "kiosk.json");
        if (File.Exists(path))
        {
            return;
        }

        var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["software_statement"] = statement.Trim() }); // expect: AP2011#a
        var response = await _http.PostAsync("/o/client/register", content); // expect: AP2011#a
        response.EnsureSuccessStatusCode();
        await File.WriteAllTextAsync(path, await response.Content.ReadAsStringAsync());
    }

    public async Task LogInAsync()
    {
        using var pair = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_state.FullName, "kiosk.json")));
        var id = pair.RootElement.GetProperty("client_id").GetString();
        var secret = pair.RootElement.GetProperty("client_secret").GetString();

        var response = await _http.PostAsync($"/o/client/token?grant_type=client_credentials&client_id={id}&client_secret={secret}", null); // expect: AP2010
        if (!response.IsSuccessStatusCode)
        {
            // Some environments want the body.
            response = await _http.PostAsJsonAsync("/o/client/token", new { grant_type = "client_credentials", client_id = id, client_secret = secret }); // expect: AP2011
        }

        var token = await response.Content.ReadFromJsonAsync<JsonElement>();
        Token = token.GetProperty("access_token").GetString() ?? "";
    }
}
