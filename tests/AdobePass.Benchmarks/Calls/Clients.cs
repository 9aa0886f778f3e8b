using System.Text.Json;
using AdobePass.Benchmarks.Calls.Peers;
using Refit;
using RestEase;

namespace AdobePass.Benchmarks.Calls;

/// <summary>Clients of all sides over one handler, with one device and one token.</summary>
internal static class Clients
{
    public const string Token = "token-of-thirty-six-characters-0001";
    public static readonly Uri Address = new("http://127.0.0.1");

    public static readonly StreamingDevice Device = new("device-0001", new DeviceInformation
    {
        PrimaryHardwareType = HardwareType.SetTopBox,
        Model = "BoxOne",
        Version = "1.4",
        OsName = OsName.Linux,
        OsVersion = "6.1",
        ConnectionType = "LAN",
    });

    /// <summary>The device's headers, for the peers, which do not make them.</summary>
    public static (string Identifier, string Information) DeviceHeaders { get; } = ReadDeviceHeaders();

    public static AdobePassClient Connect(
        HttpMessageHandler? handler,
        Uri? address = null,
        int maxTokens = 100_000,
        CredentialStore? store = null,
        bool limitsRate = false,
        AccessTokenCache? cache = null) => new(new AdobePassOptions
        {
            BaseAddress = address ?? Address,
            SoftwareStatement = new SoftwareStatement("e30.e30.eA"),
            CredentialStore = store ?? new MemoryCredentialStore(),
            AccessTokenCache = cache,
            HttpMessageHandler = handler,
            MaxTokensInMemory = maxTokens,
            // The peers have no rate limiter, so it is off where they are measured.
            RequestsPerSecond = limitsRate ? 1 : 0,
        });

    public static IRefitService Refit(HttpMessageHandler handler, Uri? address = null) => RestService.For<IRefitService>(
        new HttpClient(handler, disposeHandler: false) { BaseAddress = address ?? Address },
        new RefitSettings(new SystemTextJsonContentSerializer(new JsonSerializerOptions { TypeInfoResolver = PeerJson.Default }))
        {
            AuthorizationHeaderValueGetter = static (_, _) => new ValueTask<string>(Token),
        });

    public static HandWrittenClient HandWritten(HttpMessageHandler handler, Uri? address = null) => new(new HttpClient(handler, disposeHandler: false) { BaseAddress = address ?? Address }, Token);

    public static IRestEaseService RestEase(HttpMessageHandler handler)
    {
        var client = new RestClient(new HttpClient(handler, disposeHandler: false) { BaseAddress = Address })
        {
            ResponseDeserializer = new RestEaseJson(),
            RequestBodySerializer = new RestEaseJson.Body(),
        }.For<IRestEaseService>();
        client.Authorization = "Bearer " + Token;
        return client;
    }

    private static (string Identifier, string Information) ReadDeviceHeaders()
    {
        var headers = ("", "");
        using var handler = new InMemoryHandler
        {
            Seen = request => headers = request.Headers.TryGetValues("AP-Device-Identifier", out var identifier)
                ? (identifier.Single(), request.Headers.GetValues("X-Device-Info").Single())
                : headers,
        };
        using var adobePass = Connect(handler);
        new ServiceClient(adobePass).GetProfilesAsync("CHAN1", Device).GetAwaiter().GetResult();
        return headers;
    }
}
