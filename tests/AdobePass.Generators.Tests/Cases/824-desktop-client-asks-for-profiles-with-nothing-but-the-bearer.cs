// title: Desktop client asks for profiles with nothing but the bearer
// kind: console
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace Sable.Desktop;

public interface IBearer
{
    ValueTask<string> GetAsync();
}

public sealed class ProfileReader(IBearer bearer)
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    public async Task<IReadOnlyList<string>> SignedInAsync(string channel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles"); // expect: AP2001#a, AP2002#b
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bearer.GetAsync());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await Client.SendAsync(request); // expect: AP2001#a, AP2002#b
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync();
        using var json = await JsonDocument.ParseAsync(stream);
        return json.RootElement.GetProperty("profiles").EnumerateObject().Select(profile => profile.Name).ToList();
    }
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var reader = new ProfileReader(new FromEnvironment());
        foreach (var mvpd in await reader.SignedInAsync(args[0]))
        {
            Console.WriteLine(mvpd);
        }
    }

    private sealed class FromEnvironment : IBearer
    {
        public ValueTask<string> GetAsync() => new(Environment.GetEnvironmentVariable("SABLE_BEARER") ?? "");
    }
}
