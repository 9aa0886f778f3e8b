// title: Serverless function that hands out a permit for playback
// kind: server
// rule: AP4009
// needs: aspnet
// why: the permit of one playback is handed to the next ones for ten minutes; all viewers share the address of the function
using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Caching.Distributed;

namespace Harbor.Functions;

[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

public interface ITokenSource
{
    Task<string> ForAsync(string deviceId, CancellationToken cancellationToken);
}

public sealed class PlayFunction(IHttpClientFactory clients, IDistributedCache cache, ITokenSource tokens)
{
    private const string Address = "https://sp.auth.adobe.com/api/v2/HARBOR/decisions/authorize/";

    [Function("play")]
    public async Task<IActionResult> RunAsync(HttpRequest req, string mvpd, string resource, CancellationToken cancellationToken)
    {
        var device = req.Headers["x-box-id"].ToString();
        var key = string.Join('|', device, mvpd, resource);
        var token = await cache.GetStringAsync(key, cancellationToken);
        if (token is not null)
        {
            return new OkObjectResult(new { token });
        }

        using var message = new HttpRequestMessage(HttpMethod.Post, Address + mvpd) // expect: AP2003
        {
            Content = JsonContent.Create(new { resources = new[] { resource } }),
            Headers =
            {
                { "AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(device)) },
                { "X-Device-Info", req.Headers["x-box-info"].ToArray() },
            },
        };
        message.Headers.Authorization = new("Bearer", await tokens.ForAsync(device, cancellationToken));
        using var response = await clients.CreateClient().SendAsync(message, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return new StatusCodeResult(502);
        }

        using var json = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(cancellationToken));
        var decision = json.RootElement.GetProperty("decisions").EnumerateArray().FirstOrDefault(d => d.GetProperty("resource").GetString() == resource);
        if (decision.ValueKind != JsonValueKind.Object || !decision.GetProperty("authorized").GetBoolean())
        {
            return new StatusCodeResult(403);
        }

        token = decision.GetProperty("token").GetProperty("serializedToken").GetString()!;
        await cache.SetStringAsync(key, token, new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10) }, cancellationToken); // expect: AP4009
        return new OkObjectResult(new { token });
    }
}
