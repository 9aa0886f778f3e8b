// title: Poller for a login at the account service of the house
// kind: console
// rule: none
// why: the same shape of address, but another service, which has a long poll of its own
// expect: none
using System;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Pelican.App;

public static class HouseHosts
{
    public const string Accounts = "https://accounts.pelican.example";
    public const string Help = "https://help.pelican.example/sign-in/adobe-pass";
}

public sealed class HouseAccountPoller
{
    private readonly HttpClient _http = new();

    public string? Profile { get; private set; }

    public async Task<string> WaitAsync(string brand, string code)
    {
        var address = $"{HouseHosts.Accounts}/api/v2/{brand}/profiles/code/{code}";
        while (Profile is null)
        {
            var response = await _http.GetAsync(address);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                continue;
            }

            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            Console.WriteLine(json.RootElement);
            if (json.RootElement.TryGetProperty("profiles", out var profiles))
            {
                foreach (var profile in profiles.EnumerateObject())
                {
                    Profile = profile.Name;
                }
            }

            await Task.Delay(500);
        }

        return Profile;
    }

    public async Task<bool> MayWatchAsync(string brand, string title)
    {
        var body = new StringContent("{\"resources\":[\"" + title + "\"]}");
        var response = await _http.PostAsync($"{HouseHosts.Accounts}/api/v2/{brand}/decisions/authorize/house", body);
        if (!response.IsSuccessStatusCode)
        {
            Console.WriteLine("See " + HouseHosts.Help);
            await _http.GetAsync($"{HouseHosts.Accounts}/api/v2/{brand}/logout/house");
            return false;
        }

        return (await response.Content.ReadAsStringAsync()).Contains("\"authorized\":true");
    }
}
