// title: the last decision and the one at zero
// kind: library
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Kanal.Decide;

public class Item
{
    public string Resource { get; set; } = "";

    public bool Authorized { get; set; }
}

public class Reply
{
    public List<Item> Decisions { get; set; } = new();
}

public abstract class ReplyReader
{
    protected static bool Allowed(Reply reply) => reply.Decisions[^1].Authorized; // expect: AP4012

    protected static string Name(Reply reply)
    {
        var first = reply.Decisions.ElementAt(0); // expect: AP4012
        return first.Resource;
    }
}

public sealed class Channels(HttpClient http) : ReplyReader
{
    public async Task<string> AskAsync(string channel, string mvpd, string resource, Action<HttpRequestHeaders> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{channel}/decisions/preauthorize/{mvpd}");
        headers(request.Headers);
        request.Content = JsonContent.Create(new { resources = new[] { resource } });
        using var response = await http.SendAsync(request);
        var reply = JsonSerializer.Deserialize<Reply>(await response.Content.ReadAsStringAsync(), JsonSerializerOptions.Default)!;
        return Allowed(reply) ? Name(reply) : "";
    }
}
