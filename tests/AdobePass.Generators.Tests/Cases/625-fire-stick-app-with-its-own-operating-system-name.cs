// title: fire stick app with its own operating system name
// kind: library
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Sticks.Pass;

public sealed class StickSession(HttpClient http, Func<string> identifier, Func<Task<string>> bearer)
{
    private static string Describe(string model)
    {
        var description = new
        {
            model,
            version = "4K",
            primaryHardwareType = "MediaPlayer",
            osName = "Fire OS", // expect: AP2004#a
            osVendor = "Amazon",
            osVersion = "8.1",
            connectionType = "WiFi",
        };
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(description)); // expect: AP2004#a
    }

    public async Task<string> CreateAsync(string channel, string mvpd, string model)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{channel}/sessions");
        request.Headers.Add("Authorization", "Bearer " + await bearer());
        request.Headers.Add("X-Device-Info", Describe(model)); // expect: AP2004#a
        request.Headers.Add("AP-Device-Identifier", $"fingerprint {Convert.ToBase64String(Encoding.UTF8.GetBytes(identifier()))}");
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["mvpd"] = mvpd,
            ["domainName"] = "sticks.example",
            ["redirectUrl"] = "https://sticks.example/ok",
        });
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
