// title: Editor of photo books with a license server
// kind: library
// rule: none
// why: a license server with registration, polling and decisions of its own
// expect: none
using System;
using System.Collections.Concurrent;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Scrapbook.Licensing;

public sealed record License(string Feature, bool Authorized, string? Token);

public sealed class LicenseSession
{
    private static readonly ConcurrentDictionary<string, License> s_licenses = new();
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://licenses.scrapbook.example/api/v2/EDITOR/") };
    private readonly string _machine = Environment.MachineName + "-" + Environment.ProcessId;

    // Videos in a book may need a TV sign-in; the browser does that with Adobe Pass (sp.auth.adobe.com).
    public LicenseSession(string seat)
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", seat);
        _http.DefaultRequestHeaders.Add("X-Device-Identifier", _machine);
    }

    public async Task<bool> MayUseAsync(string feature)
    {
        if (s_licenses.TryGetValue(feature, out var known) && known.Authorized)
        {
            return true;
        }

        License license;
        do
        {
            using var answer = await _http.PostAsJsonAsync("decisions/authorize/" + _machine, new { resources = new[] { feature } });
            var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
            license = new License(feature, json.GetProperty("authorized").GetBoolean(), json.GetProperty("token").GetString());
        }
        while (license.Token is null);

        s_licenses[feature] = license;
        if (!license.Authorized)
        {
            await LogoutAsync();
        }

        return license.Authorized;
    }

    public async Task LogoutAsync()
    {
        s_licenses.Clear();
        using var answer = await _http.GetAsync("logout/" + _machine);
        Console.WriteLine(await answer.Content.ReadAsStringAsync());
    }
}
