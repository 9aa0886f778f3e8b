// title: Asset uploader for a creative suite with a service account
// kind: console
// rule: none
// why: the identity service of the same company, yet not Adobe Pass; the query is how that endpoint documents it
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Darkroom.Uploader;

internal static class Program
{
    private const string Ims = "https://ims-na1.adobelogin.com/ims/token/v3";

    // Not the TV sign-in of auth.adobe.com: no software statement, no device.
    private static async Task<int> Main(string[] args)
    {
        var id = Environment.GetEnvironmentVariable("SUITE_CLIENT_ID");
        var secret = Environment.GetEnvironmentVariable("SUITE_CLIENT_SECRET");
        using var http = new HttpClient();
        foreach (var file in Directory.EnumerateFiles(args[0], "*.psd"))
        {
            var address = $"{Ims}?grant_type=client_credentials&client_id={id}&client_secret={secret}&scope=openid,AdobeID";
            using var granted = await http.PostAsync(address, null);
            if (!granted.IsSuccessStatusCode)
            {
                Console.Error.WriteLine(await granted.Content.ReadAsStringAsync());
                return 1;
            }

            using var json = JsonDocument.Parse(await granted.Content.ReadAsStringAsync());
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://image.adobe.io/sensei/cutout");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", json.RootElement.GetProperty("access_token").GetString());
            request.Headers.Add("x-api-key", id);
            request.Content = new StreamContent(File.OpenRead(file));
            using var answer = await http.SendAsync(request);
            Console.WriteLine($"{Path.GetFileName(file)}: {(int)answer.StatusCode}");
        }

        return 0;
    }
}
