// title: bodies with a type of their own
// kind: library
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace Kanal.Pass.Raw;

public static class RawBodies
{
    public static async Task<string> RegisterAsync(HttpClient http, Stream body, string info)
    {
        using var content = new StreamContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register") { Content = content };
        request.Headers.Add("X-Device-Info", info);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    public static async Task<string> TokenAsync(HttpClient http, string id, string secret, string info)
    {
        var text = $"grant_type=client_credentials&client_id={Uri.EscapeDataString(id)}&client_secret={Uri.EscapeDataString(secret)}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token");
        request.Headers.Add("X-Device-Info", info);
        request.Content = new StringContent(text, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    public static async Task NotifyAsync(HttpClient http, string text)
    {
        using var response = await http.PostAsync("https://hooks.kanal.example/events", new StringContent(text));
        response.EnsureSuccessStatusCode();
    }
}
