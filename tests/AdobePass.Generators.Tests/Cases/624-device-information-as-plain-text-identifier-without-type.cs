// title: device information as plain text, identifier without type
// kind: console
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Pico.Box;

internal sealed class Device
{
    public const string Info = """{"model":"PicoBox","version":"2","osName":"Linux","osVersion":"6.6","connectionType":"LAN"}"""; // expect: AP2004#a

    public string Serial { get; init; } = "";
}

internal sealed class ProfileReader
{
    private readonly HttpClient _http = new();
    private readonly Device _device;

    public ProfileReader(Device device) => _device = device;

    public async Task<bool> HasProfileAsync(string token, string mvpd)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/PICO/profiles/" + mvpd);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("X-Device-Info", Device.Info); // expect: AP2004#a
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", "serial:" + _device.Serial); // expect: AP2005
        using var response = await _http.SendAsync(request);
        return response.IsSuccessStatusCode && (await response.Content.ReadAsStringAsync()).Contains(mvpd);
    }
}

internal static class Program
{
    private static async Task Main(string[] args) =>
        Console.WriteLine(await new ProfileReader(new Device { Serial = args[0] }).HasProfileAsync(args[1], args[2]));
}
