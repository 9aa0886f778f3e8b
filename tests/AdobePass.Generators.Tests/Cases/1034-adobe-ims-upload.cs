// title: Upload of thumbnails to Adobe's asset service with a token of Adobe's identity service
// kind: console
// rule: none
// why: Adobe, but not Adobe Pass: another token endpoint, which takes its parameters in the query
// expect: none
using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Thumbs;

internal sealed class ImsClient(HttpClient http)
{
    private const string ClientId = "9f1b0c5a7e3d4f28a6b1";
    private const string ClientSecret = "p8e-Kx2mVq7RtLw0ZbYc4HsN1jUd9GfA";

    public async Task<string> TokenAsync(string code)
    {
        var url = $"https://ims-na1.adobelogin.com/ims/token/v3?grant_type=client_credentials&client_id={ClientId}&client_secret={ClientSecret}&code={code}";
        using var response = await http.PostAsync(url, null);
        var text = await response.Content.ReadAsStringAsync();
        Console.WriteLine(text);
        return JsonDocument.Parse(text).RootElement.GetProperty("access_token").GetString()!;
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        var ims = new ImsClient(http);
        foreach (var file in Directory.EnumerateFiles(args[0], "*.jpg").Order())
        {
            // The pictures of the auth.adobe.com sign-in pages of our channels.
            HttpResponseMessage response;
            do
            {
                using var request = new HttpRequestMessage(HttpMethod.Put, "https://cc-api-storage.adobe.io/files/" + Path.GetFileName(file));
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await ims.TokenAsync(args[1]));
                request.Headers.Add("x-api-key", "9f1b0c5a7e3d4f28a6b1");
                request.Content = new StreamContent(File.OpenRead(file)) { Headers = { ContentType = new("image/jpeg") } };
                response = await http.SendAsync(request);
            }
            while (response.StatusCode == HttpStatusCode.TooManyRequests);

            Console.WriteLine($"{file}: {response.StatusCode}");
        }
    }
}
