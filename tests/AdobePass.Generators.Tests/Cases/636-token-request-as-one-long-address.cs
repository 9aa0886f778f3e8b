// title: token request as one long address
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Boxworks.Token;

internal static class Program
{
    private const string Template = "https://sp.auth.adobe.com/o/client/token?grant_type=client_credentials&client_id={0}&client_secret={1}"; // expect: AP2010#a

    private static async Task Main(string[] args)
    {
        var pair = await File.ReadAllLinesAsync(args[0]);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, string.Format(Template, Uri.EscapeDataString(pair[0]), Uri.EscapeDataString(pair[1]))); // expect: AP2010#a
        request.Headers.Add("X-Device-Info", pair[2]);
        using var response = await http.SendAsync(request);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        await File.WriteAllTextAsync(args[1], json.RootElement.GetProperty("access_token").GetString());
    }
}
