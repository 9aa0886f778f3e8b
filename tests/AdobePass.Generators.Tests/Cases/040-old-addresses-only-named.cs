// title: gateway refuses plain and old addresses and tells the caller why
// kind: library
// expect: none
// rule: AP2012
// twin: 039-old-reggie.cs
// why: comparisons and a sentence that names an old address call nothing; a loopback address needs no encryption
using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Birch.Gateway;

public sealed class AddressPolicy
{
    private const string Moved =
        "Version 1 is gone: calls to https://api.auth.adobe.com/api/v1/authorize have no successor at that address, use version 2.";

    public Uri Normalize(string address)
    {
        if (address.StartsWith("http://sp.auth.adobe.com", StringComparison.OrdinalIgnoreCase))
        {
            address = address.Replace("http://sp.auth.adobe.com", "https://sp.auth.adobe.com", StringComparison.OrdinalIgnoreCase);
        }

        var target = new Uri(address);
        return target switch
        {
            { AbsolutePath: var path } when path.StartsWith("/api/v1/", StringComparison.Ordinal)
                || path.StartsWith("/reggie/v1/", StringComparison.Ordinal) => throw new NotSupportedException(Moved),
            { Scheme: "http", IsLoopback: false } => throw new NotSupportedException("Only encrypted addresses are forwarded."),
            _ => target,
        };
    }
}

public sealed class Forwarder(HttpClient http, AddressPolicy policy)
{
    // The mock of the partner team listens here.
    private const string Mock = "http://127.0.0.1:5080/api/v2/CHAN1/configuration";

    public async Task<bool> IsMockUpAsync(CancellationToken ct)
    {
        using var response = await http.GetAsync(Mock, ct);
        return response.IsSuccessStatusCode;
    }

    public async Task<string> ForwardAsync(string address, string bearer, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, policy.Normalize(address));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bearer);
        using var response = await http.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
