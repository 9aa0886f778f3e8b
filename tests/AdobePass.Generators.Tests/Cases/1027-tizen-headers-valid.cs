// title: Extension methods that describe a Tizen set to Adobe Pass with the listed values
// kind: library
// rule: AP2004
// twin: tizen-headers
// expect: none
using System;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Auk.Tizen;

public sealed record Panel(string Duid, string Model, string Firmware, string Platform, bool Wireless, int Width, int Height);

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
            ["osName"] = "Linux", // Adobe lists Tizen for osFamily only
            ["osFamily"] = "Tizen",
            ["osVendor"] = "Tizen Project",
            ["osVersion"] = panel.Platform,
            ["displayWidth"] = panel.Width,
            ["displayHeight"] = panel.Height,
        };
        info["connectionType"] = panel.Wireless ? "WiFi" : "LAN";
        request.Headers.Add("X-Device-Info", Base64(info.ToJsonString()));
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", "fingerprint\u0020" + Base64(panel.Duid));
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
