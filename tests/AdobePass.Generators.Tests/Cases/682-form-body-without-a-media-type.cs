// title: form body without a media type
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Boxworks.Token;

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var pair = await File.ReadAllLinesAsync(args[0]);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-Device-Info", pair[2]);
        var form = Encoding.UTF8.GetBytes($"grant_type=client_credentials&client_id={pair[0]}&client_secret={pair[1]}");
        using var response = await http.PostAsync("https://sp.auth.adobe.com/o/client/token", new ByteArrayContent(form)); // expect: AP2011
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException("token: " + text);
        }

        Console.WriteLine("token: " + text); // expect: AP1009
        await File.WriteAllTextAsync(args[1], JsonDocument.Parse(text).RootElement.GetProperty("access_token").GetString());
    }
}
