// title: gRPC service that answers who is signed in
// kind: server
// rule: AP1005, AP1006
// why: a client for each call takes a token for each call, and all televisions share the identity of the gateway
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Meridian.Grpc;

// What the tool generates from viewer.proto, shortened.
public abstract class ViewerServiceBase
{
    public abstract Task<WhoReply> Who(WhoRequest request, ServerCallContext context);
}

public sealed class WhoRequest
{
    public string Channel { get; set; } = "";

    public string Model { get; set; } = "";

    public string Firmware { get; set; } = "";
}

public sealed class WhoReply
{
    public string Json { get; set; } = "";
}

public sealed class ServerCallContext
{
    public string Peer { get; set; } = "";

    public CancellationToken CancellationToken { get; set; }
}

public sealed class ViewerService : ViewerServiceBase
{
    private const string Gateway = "meridian-edge-gateway-01";

    private readonly AdobePassOptions _options;
    private readonly HttpClient _http;

    public ViewerService(AdobePassOptions options, HttpClient http)
    {
        _options = options;
        _http = http;
    }

    public override async Task<WhoReply> Who(WhoRequest request, ServerCallContext context)
    {
        var peer = IPEndPoint.Parse(context.Peer).Address;
        var television = new StreamingDevice(Gateway, Describe(request), forwardedFor: peer); // expect: AP1006

        using var pass = new AdobePassClient(_options); // expect: AP1005
        var token = await pass.GetAccessTokenAsync(television, context.CancellationToken);

        using var call = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{request.Channel}/profiles");
        call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        call.Headers.Add("X-Device-Info", television.Information.ToHeaderValue());
        call.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(television.Identifier)));
        call.Headers.Add("X-Forwarded-For", peer.ToString());
        using var answer = await _http.SendAsync(call, context.CancellationToken);
        return new WhoReply { Json = await answer.Content.ReadAsStringAsync(context.CancellationToken) };
    }

    private static DeviceInformation Describe(WhoRequest request) => new()
    {
        PrimaryHardwareType = HardwareType.TV,
        Model = request.Model,
        Version = request.Firmware,
        OsName = OsName.WebOS,
        OsVersion = request.Firmware,
        ConnectionType = "WiFi",
    };
}
