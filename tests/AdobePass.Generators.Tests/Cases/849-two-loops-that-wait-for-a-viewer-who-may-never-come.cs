// title: Two loops that wait for a viewer who may never come
// kind: library
// twin: 848-five-seconds-between-the-requests-for-the-code-half-a-second-for-the-download-job.cs
using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Alder.Login;

public sealed record Found(string Mvpd, string UserId);

public sealed class AlderLogin(HttpClient http, Func<Task<string>> bearer)
{
    public event Action<Found>? Completed;

    public async Task RunAsync(string code)
    {
        while (true) // expect: AP4002#a
        {
            using var json = await ReadAsync(code); // expect: AP4002#a
            foreach (var profile in json.RootElement.GetProperty("profiles").EnumerateObject())
            {
                var user = profile.Value.GetProperty("attributes").GetProperty("userID").GetProperty("value").ToString();
                Completed?.Invoke(new Found(profile.Name, user));
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(4));
        }
    }

    public async Task<Found> FirstAsync(string code)
    {
        Found? found = null;
        while (found is null) // expect: AP4002#b
        {
            await Task.Delay(5_000);
            using var json = await ReadAsync(code); // expect: AP4002#b
            found = json.RootElement.GetProperty("profiles").EnumerateObject().Select(p => new Found(p.Name, "")).FirstOrDefault();
        }

        return found;
    }

    private async Task<JsonDocument> ReadAsync(string code)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/ALDER/profiles/code/{code}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer());
        var response = await http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
    }
}
