// One registration, one token request and one authorization, over the platform's handler. The argument is the address of the server, whose
// certificate was made for the measurement.
using System.Net.Security;
using AdobePass.Benchmarks.Calls;
#if OURS
using AdobePass;

using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = AnyCertificate() };
var device = new StreamingDevice("device-0001", new DeviceInformation { Model = "BoxOne", Version = "1.4", OsName = OsName.Linux, OsVersion = "6.1", ConnectionType = "LAN" });
using var adobePass = new AdobePassClient(new AdobePassOptions
{
    BaseAddress = new Uri(args[0]),
    SoftwareStatement = new SoftwareStatement("e30.e30.eA"),
    CredentialStore = new MemoryCredentialStore(),
    HttpMessageHandler = handler,
});
var answer = await new ServiceClient(adobePass).AuthorizeAsync("CHAN1", "MvpdAlpha", new AdobePass.Benchmarks.RestV2.DecisionsRequest { Resources = ["res-1"] }, device).ConfigureAwait(false);
#elif HANDWRITTEN
using AdobePass.Benchmarks.Calls.Peers;

using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = AnyCertificate() };
using var http = new HttpClient(handler) { BaseAddress = new Uri(args[0]) };
var token = await Registration.RequestTokenAsync(http, "e30.e30.eA", "e30=").ConfigureAwait(false);
var answer = await new HandWrittenClient(http, token).AuthorizeAsync("CHAN1", "MvpdAlpha", new DecisionsRequest(["res-1"]), "fingerprint ZGV2aWNl", "e30=").ConfigureAwait(false);
#else
using System.Text.Json;
using AdobePass.Benchmarks.Calls.Peers;
using Refit;

using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, SslOptions = AnyCertificate() };
using var http = new HttpClient(handler) { BaseAddress = new Uri(args[0]) };
var token = await Registration.RequestTokenAsync(http, "e30.e30.eA", "e30=").ConfigureAwait(false);
var service = RestService.For<IRefitService>(http, new RefitSettings(new SystemTextJsonContentSerializer(new JsonSerializerOptions { TypeInfoResolver = PeerJson.Default }))
{
    AuthorizationHeaderValueGetter = (_, _) => new ValueTask<string>(token),
});
var answer = await service.AuthorizeAsync("CHAN1", "MvpdAlpha", new DecisionsRequest(["res-1"]), "fingerprint ZGV2aWNl", "e30=").ConfigureAwait(false);
#endif

// The models of the other sides have no lookup.
#if OURS
return answer.Find("res-1") is { Authorized: true } ? 0 : 1;
#else
return answer.Decisions is [{ Authorized: true }] ? 0 : 1;
#endif

static SslClientAuthenticationOptions AnyCertificate() => new() { RemoteCertificateValidationCallback = static (_, _, _, _) => true };
