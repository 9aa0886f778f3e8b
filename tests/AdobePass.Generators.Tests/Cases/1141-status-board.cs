// title: Status board on the wall that shows how many logins a box has
// kind: console
// rule: AP1002
// why: a refused token makes it register; the pair is used once, in a URL, and forgotten
using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Status.Board;

internal sealed class Board(string statement, string info, string serial)
{
    private const string Sp = "https://sp.auth.adobe.com";
    private const string TokenQuery = Sp + "/o/client/token?grant_type=client_credentials&client_id={0}&client_secret={1}"; // expect: AP2010#u
    private readonly HttpClient _http = new();
    private string _token = "";

    public async Task RunAsync(string[] brands, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var brand in brands)
            {
                Console.WriteLine("{0:T} {1}: {2}", DateTime.Now, brand, await CountAsync(brand, stop));
            }

            await Task.Delay(TimeSpan.FromMinutes(5), stop);
        }
    }

    private async Task<int> CountAsync(string brand, CancellationToken stop)
    {
        using var answer = await ReadAsync(brand, stop);
        _token = answer.StatusCode switch
        {
            HttpStatusCode.OK => _token,
            HttpStatusCode.Unauthorized => await EnrolAsync(stop), // expect: AP1002
            var other => throw new HttpRequestException("unexpected answer", null, other),
        };
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("profiles").EnumerateObject().Count()
            : -1;
    }

    private async Task<HttpResponseMessage> ReadAsync(string brand, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Sp}/api/v2/{brand}/profiles");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _token);
        request.Headers.Add("X-Device-Info", info);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(serial)));
        return await _http.SendAsync(request, stop);
    }

    private async Task<string> EnrolAsync(CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Sp + "/o/client/register") { Content = JsonContent.Create(new { software_statement = statement }) }; // expect: AP1001#r
        request.Headers.Add("X-Device-Info", info);
        using var registered = await _http.SendAsync(request, stop); // expect: AP1001#r
        var pair = await registered.Content.ReadFromJsonAsync<JsonElement>(stop);
        var url = string.Format(CultureInfo.InvariantCulture, TokenQuery, pair.GetProperty("client_id"), pair.GetProperty("client_secret")); // expect: AP2010#u
        using var given = await _http.PostAsync(url, null, stop); // expect: AP2001, AP2010#u
        return (await given.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("access_token").GetString()!;
    }
}
