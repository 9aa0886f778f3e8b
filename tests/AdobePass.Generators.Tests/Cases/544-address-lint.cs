// title: Check of the addresses in a settings file
// kind: library
// rule: AP2012, AP4010
// twin: 543-old-endpoints
// why: the strings are compared with or shown to a person; nothing is called
// expect: none
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Tidewater.Tv.Settings;

public readonly record struct Complaint(string Key, string Text);

public sealed class AddressLint
{
    public IEnumerable<Complaint> Check(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var (key, value) in settings)
        {
            if (value.StartsWith("http://sp.auth.adobe.com", StringComparison.OrdinalIgnoreCase) || value is "http://api.auth.adobe.com")
            {
                yield return new Complaint(key, "The address must begin with https.");
            }

            if (value.Contains("/api/v1/", StringComparison.Ordinal) || value.Contains("/reggie/v1/", StringComparison.Ordinal))
            {
                yield return new Complaint(key, "REST API V1 ends in 2026. Addresses such as api.auth.adobe.com/api/v1/authorize have a successor below /api/v2/.");
            }
        }
    }

    public static string Upgrade(string address) => address switch
    {
        "http://sp.auth.adobe.com/" => "https://sp.auth.adobe.com/",
        "http://sp.auth-staging.adobe.com/" => "https://sp.auth-staging.adobe.com/",
        _ => address,
    };
}

public sealed class CatalogueClient(HttpClient http)
{
    private const string Programmes = "http://intranet.tidewater.example/api/v1/programmes";

    // The catalogue is ours, in version 1, and only reachable inside the studio.
    public Task<string> ProgrammesAsync(CancellationToken ct) => http.GetStringAsync(Programmes, ct);

    public Uri LoginPage(string code) =>
        new($"https://sp.auth.adobe.com/api/v2/authenticate/TIDE/{code}?from={Uri.EscapeDataString("https://tidewater.example/api/v1/return")}");
}
