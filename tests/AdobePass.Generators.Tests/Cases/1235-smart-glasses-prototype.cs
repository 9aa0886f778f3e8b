// title: Smart glasses prototype of a hackathon
// kind: console
// rule: AP2006
// why: the identifier is made of the clock and the process, so each start is a new device; the secret goes out in the address
using System;
using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

class Glasses
{
    const string ClientId = "3f0a9c52-58a1-4f37-b1b2-9f64c7a0d2e8";
    static readonly string ClientSecret = Environment.GetEnvironmentVariable("VISOR_SECRET") ?? "";

    static string Identifier()
    {
        var raw = Process.GetCurrentProcess().Id + "-" + DateTime.UtcNow.Ticks; // expect: AP2006#c
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(raw));
    }

    static async Task<int> Main()
    {
        var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-Device-Info", "eyJwcmltYXJ5SGFyZHdhcmVUeXBlIjoiR2xhc3NlcyIsIm1vZGVsIjoiVmlzb3IiLCJ2ZXJzaW9uIjoiMC4xIiwib3NOYW1lIjoiQW5kcm9pZCIsIm9zVmVyc2lvbiI6IjEzIiwiY29ubmVjdGlvblR5cGUiOiI1RyJ9");
        http.DefaultRequestHeaders.Add("AP-Device-Identifier", "fingerprint " + Identifier()); // expect: AP2006#c

        var query = new UriBuilder("https://sp.auth.adobe.com/o/client/token")
        {
            Query = $"grant_type=client_credentials&client_id={ClientId}&client_secret={WebUtility.UrlEncode(ClientSecret)}", // expect: AP2010#b
        };
        var answer = await http.PostAsync(query.Uri, new ByteArrayContent(Array.Empty<byte>())); // expect: AP2010#b
        if (!answer.IsSuccessStatusCode)
        {
            Console.WriteLine("token endpoint said " + await answer.Content.ReadAsStringAsync());
            return 1;
        }

        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        foreach (var channel in new[] { "VISORONE", "VISORTWO" })
        {
            Console.WriteLine(channel + ": " + await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/" + channel + "/profiles"));
        }

        return 0;
    }
}
