// title: Projector firmware that keeps its identifier on the data partition
// kind: library
// rule: AP2006
// why: the new identifier is written to the file before it is used, and read from there afterwards
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Lumen.Projector;

public sealed class LoginStarter
{
    private static readonly HttpClient s_http = new();
    private readonly string _instance;

    public LoginStarter(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "instance");
        if (File.Exists(file))
        {
            _instance = File.ReadAllText(file);
        }
        else
        {
            _instance = Guid.NewGuid().ToString("D");
            File.WriteAllText(file, _instance);
        }
    }

    public required Func<Task<string>> Bearer { get; init; }

    public required string Information { get; init; }

    public async Task<string> StartAsync(string mvpd)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/LUMEN/sessions");
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["mvpd"] = mvpd,
            ["domainName"] = "lumen.example",
            ["redirectUrl"] = "https://lumen.example/done?nonce=" + Guid.NewGuid().ToString("N"),
        });
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Bearer());
        request.Headers.Add("X-Device-Info", Information);
        request.Headers.Add("X-Request-Id", Guid.NewGuid().ToString());
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(_instance)));
        using var response = await s_http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var session = await response.Content.ReadFromJsonAsync<JsonElement>();
        return session.GetProperty("code").GetString()!;
    }
}
