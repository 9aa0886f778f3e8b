// title: Extension methods that describe a Tizen set to Adobe Pass
// kind: library
// rule: AP2004
// why: osName has no Tizen (osFamily has), and connectionType is not there; a colon follows the type of the identifier
using System;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Auk.Tizen;

public sealed record Panel(string Duid, string Model, string Firmware, string Platform, int Width, int Height);

public static class PassRequestExtensions
{
    public static HttpRequestMessage Describe(this HttpRequestMessage request, Panel panel)
    {
        var info = new JsonObject
        {
            ["primaryHardwareType"] = "TV",
            ["manufacturer"] = "Samsung",
            ["model"] = panel.Model,
            ["version"] = panel.Firmware,
            ["osName"] = "Tizen",
            ["osFamily"] = "Tizen",
            ["osVersion"] = panel.Platform,
            ["displayWidth"] = panel.Width,
            ["displayHeight"] = panel.Height,
        };
        request.Headers.Add("X-Device-Info", Base64(info.ToJsonString())); // expect: AP2004
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", "fingerprint:" + Base64(panel.Duid)); // expect: AP2005
        return request;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

public class TizenPass
{
    private readonly HttpMessageInvoker _invoker;
    private readonly Panel _panel;

    public TizenPass(HttpMessageInvoker invoker, Panel panel)
    {
        _invoker = invoker;
        _panel = panel;
    }

    public async Task<string> ProfileAsync(string bearer, string brand, string provider, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{brand}/profiles/{provider}").Describe(_panel);
        request.Headers.Authorization = new("Bearer", bearer);
        using var response = await _invoker.SendAsync(request, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }
}
