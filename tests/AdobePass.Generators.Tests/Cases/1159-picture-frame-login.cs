// title: Login of a digital picture frame with a television part
// kind: console
// rule: AP2006
// why: the identifier is made once and kept in a file; the description has all members with known values
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Frame.Tv;

public sealed class FrameLogin
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/FRAME/") };

    public FrameLogin(string folder, string bearer)
    {
        _http.DefaultRequestHeaders.Add("Authorization", "Bearer " + bearer);
        _http.DefaultRequestHeaders.Add("X-Device-Info", Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["primaryHardwareType"] = "TV",
            ["model"] = "Frame 15",
            ["version"] = "2",
            ["osName"] = "Linux",
            ["osFamily"] = "Tizen",
            ["osVersion"] = "8.0",
            ["connectionType"] = "WiFi",
        })));
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", "fingerprint " + Identifier(Path.Combine(folder, "device-id")));
    }

    public event Action<string>? CodeChanged;

    public async Task<string?> RunAsync(CancellationToken stop)
    {
        using var answer = await _http.PostAsync("sessions", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["domainName"] = "frame.example",
            ["redirectUrl"] = "https://frame.example/done",
        }), stop);
        var session = (await answer.Content.ReadFromJsonAsync<JsonObject>(stop))!;
        var code = (string)session["code"]!;
        var ends = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse((string)session["notAfter"]!));
        CodeChanged?.Invoke(code);

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(4));
        while (await timer.WaitForNextTickAsync(stop) && DateTimeOffset.UtcNow < ends)
        {
            var profiles = await _http.GetFromJsonAsync<JsonObject>("profiles/code/" + code, stop);
            foreach (var (provider, _) in profiles!["profiles"]!.AsObject())
            {
                return provider;
            }
        }

        return null;
    }

    private static string Identifier(string file)
    {
        if (!File.Exists(file))
        {
            var created = Guid.NewGuid().ToString();
            File.WriteAllText(file, created);
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(File.ReadAllText(file)));
    }
}
