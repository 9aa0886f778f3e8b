// title: Enrollment of a kiosk player, and of its loyalty account
// kind: library
// rule: AP2010, AP2011
// twin: 541-enrollment-script
// why: the masked URL is a line for the log; the loyalty service takes JSON at its own token endpoint
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Tidewater.Kiosk;

public sealed class Enrollment
{
    private readonly HttpClient _http;
    private readonly string _file;
    private readonly TextWriter _log;

    public Enrollment(string file, string deviceInfo, TextWriter log)
    {
        _file = file;
        _log = log;
        _http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com") };
        _http.DefaultRequestHeaders.Add("X-Device-Info", deviceInfo);
    }

    public string? Token { get; private set; }

    public string? LoyaltyToken { get; private set; }

    public async Task EnrollAsync(string statement, CancellationToken ct)
    {
        if (File.Exists(_file))
        {
            return;
        }

        var json = JsonSerializer.Serialize(new { software_statement = statement });
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync("/o/client/register", body, ct);
        response.EnsureSuccessStatusCode();
        await File.WriteAllBytesAsync(_file, await response.Content.ReadAsByteArrayAsync(ct), ct);
    }

    public async Task LogInAsync(CancellationToken ct)
    {
        using var pair = JsonDocument.Parse(await File.ReadAllBytesAsync(_file, ct));
        var id = pair.RootElement.GetProperty("client_id").GetString();
        var secret = pair.RootElement.GetProperty("client_secret").GetString();
        await _log.WriteLineAsync($"POST /o/client/token?grant_type=client_credentials&client_id={id}&client_secret=***");

        var form = new StringBuilder("grant_type=client_credentials")
            .Append("&client_id=").Append(Uri.EscapeDataString(id!))
            .Append("&client_secret=").Append(Uri.EscapeDataString(secret!));
        using var body = new StringContent(form.ToString(), new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var response = await _http.PostAsync("/o/client/token", body, ct);
        response.EnsureSuccessStatusCode();
        Token = (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct)).GetProperty("access_token").GetString();
    }

    public async Task JoinLoyaltyAsync(string member, string password, CancellationToken ct)
    {
        using var response = await _http.PostAsJsonAsync("https://loyalty.tidewater.example/oauth/token", new { grant_type = "password", member, password }, ct);
        response.EnsureSuccessStatusCode();
        LoyaltyToken = (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct)).GetProperty("access_token").GetString();
    }
}
