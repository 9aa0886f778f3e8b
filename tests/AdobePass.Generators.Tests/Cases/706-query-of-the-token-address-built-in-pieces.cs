// title: query of the token address, built in pieces
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Boxworks.Pieces;

internal sealed record Pair(string Id, string Secret);

internal static class TokenAddress
{
    private const string Root = "https://sp.auth-staging.adobe.com";

    public static Uri Of(Pair pair) => new(Root + "/o/client/token?grant_type=client_credentials" // expect: AP2010#a
        + "&client_id=" + pair.Id // expect: AP2010#a
        + "&client_secret=" + pair.Secret); // expect: AP2010#a
}

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var pair = JsonSerializer.Deserialize<Pair>(await File.ReadAllTextAsync(args[0]))!;
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, TokenAddress.Of(pair));
        request.Headers.Add("X-Device-Info", await File.ReadAllTextAsync(args[1]));
        using var response = await http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            return 1;
        }

        await using var target = File.OpenWrite("token.json");
        await response.Content.CopyToAsync(target);
        return 0;
    }
}
