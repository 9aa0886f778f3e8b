using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace AdobePass.Testing.Tests;

/// <summary>An answer, read.</summary>
internal sealed record Answer(int Status, JsonObject? Json, string Text, string? ContentType, Uri? Location, HttpResponseMessage Message)
{
    public JsonNode? this[string name] => Json![name];

    public string? Code => (string?)Json?["code"];
}

/// <summary>A device with an application on it that talks plain HTTP to the fake. It sends exactly what the tables require.</summary>
internal sealed class Device
{
    public const string DeviceInfo =
        "eyJwcmltYXJ5SGFyZHdhcmVUeXBlIjoiU2V0VG9wQm94IiwibW9kZWwiOiJCb3hPbmUiLCJ2ZXJzaW9uIjoiMS40Iiwib3NOYW1lIjoiTGludXgiLCJvc1ZlcnNpb24i"
        + "OiI2LjEiLCJjb25uZWN0aW9uVHlwZSI6IkxBTiIsImNvbm5lY3Rpb25JcCI6IjIwMy4wLjExMy43IiwiY29ubmVjdGlvblBvcnQiOiI1MjEwMCJ9";

    public const string Return = "https://tv.example/done";

    private readonly HttpClient _http;

    public Device(FakeAdobePass fake, string name = "device-1", Uri? baseAddress = null, string address = "127.0.0.1")
    {
        Fake = fake;
        Identifier = Base64(name);
        _http = baseAddress is null
            ? new HttpClient(fake.CreateHandler(address)) { BaseAddress = new Uri("https://sp.auth.adobe.com/") }
            : new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = baseAddress };
    }

    public FakeAdobePass Fake { get; }

    public string Identifier { get; }

    public string? ClientId { get; private set; }

    public string? ClientSecret { get; private set; }

    public string? Token { get; set; }

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static FakeAdobePass NewFake(out FakeTimeProvider time, Action<FakeAdobePassOptions>? configure = null)
    {
        time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_780_000_000_000));
        var options = new FakeAdobePassOptions { TimeProvider = time, ThrottleEnabled = false };
        configure?.Invoke(options);
        return new FakeAdobePass(options);
    }

    public static FakeAdobePass NewFake(Action<FakeAdobePassOptions>? configure = null) => NewFake(out _, configure);

    public static HttpContent Form(params (string Name, string Value)[] fields) =>
        new FormUrlEncodedContent(fields.Select(static field => KeyValuePair.Create(field.Name, field.Value)));

    public static HttpContent Json(JsonNode body) => new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

    public static HttpContent Resources(params string[] resources) =>
        Json(new JsonObject { ["resources"] = new JsonArray([.. resources.Select(static resource => (JsonNode?)resource)]) });

    public static string PartnerStatus(string access = "granted", string? id = "map-77", string expires = "1790000000000") =>
        Base64(new JsonObject
        {
            ["frameworkPermissionInfo"] = new JsonObject { ["accessStatus"] = access },
            ["frameworkProviderInfo"] = id is null ? new JsonObject() : new JsonObject { ["id"] = id, ["expirationDate"] = expires },
        }.ToJsonString());

    /// <summary>A registered device with a token.</summary>
    public static async Task<Device> ReadyAsync(
        FakeAdobePass fake, string name = "device-1", Uri? baseAddress = null, string? statement = null)
    {
        var device = new Device(fake, name, baseAddress);
        Assert.Equal(201, (await device.RegisterAsync(statement ?? fake.CreateSoftwareStatement())).Status);
        Assert.Equal(201, (await device.TokenAsync()).Status);
        return device;
    }

    public async Task<Answer> RegisterAsync(string statement, string? redirectUri = null)
    {
        var body = new JsonObject { ["software_statement"] = statement };
        if (redirectUri is not null)
        {
            body["redirect_uri"] = redirectUri;
        }

        var answer = await SendAsync("POST", "/o/client/register", Json(body), ("X-Device-Info", DeviceInfo));
        if (answer.Status == 201)
        {
            ClientId = (string)answer["client_id"]!;
            ClientSecret = (string)answer["client_secret"]!;
        }

        return answer;
    }

    public async Task<Answer> TokenAsync(string grant = "client_credentials")
    {
        var answer = await SendAsync(
            "POST",
            "/o/client/token",
            Form(("client_id", ClientId!), ("client_secret", ClientSecret!), ("grant_type", grant)),
            ("X-Device-Info", DeviceInfo));
        if (answer.Status == 201)
        {
            Token = (string)answer["access_token"]!;
        }

        return answer;
    }

    /// <summary>A request with token and device headers.</summary>
    public Task<Answer> CallAsync(string method, string path, HttpContent? content = null, params (string, string)[] headers) =>
        SendAsync(
            method,
            path,
            content,
            [("Authorization", "Bearer " + Token), ("AP-Device-Identifier", "fingerprint " + Identifier), ("X-Device-Info", DeviceInfo), .. headers]);

    /// <summary>A request with a token only.</summary>
    public Task<Answer> BareAsync(string method, string path, HttpContent? content = null, params (string, string)[] headers) =>
        SendAsync(method, path, content, [("Authorization", "Bearer " + Token), .. headers]);

    public Task<Answer> CreateSessionAsync(string? mvpd = "MvpdAlpha", string sp = "CHAN1", params (string, string)[] headers)
    {
        (string, string)[] fields = [("domainName", "tv.example"), ("redirectUrl", Return)];
        return CallAsync("POST", $"/api/v2/{sp}/sessions", Form(mvpd is null ? fields : [("mvpd", mvpd), .. fields]), headers);
    }

    public async Task<string> LoginAsync(string mvpd = "MvpdAlpha", params (string, string)[] headers)
    {
        var code = (await CreateSessionAsync(mvpd, headers: headers)).Code!;
        Fake.CompleteLogin(code);
        return code;
    }

    public Task<Answer> ProfileAsync(string mvpd = "MvpdAlpha", params (string, string)[] headers) =>
        CallAsync("GET", $"/api/v2/CHAN1/profiles/{mvpd}", null, headers);

    public Task<Answer> DecideAsync(string kind, string mvpd, string[] resources, params (string, string)[] headers) =>
        CallAsync("POST", $"/api/v2/CHAN1/decisions/{kind}/{mvpd}", Resources(resources), headers);

    public async Task<JsonObject> AuthorizeAsync(string resource = "res-1", string mvpd = "MvpdAlpha", params (string, string)[] headers)
    {
        var answer = await DecideAsync("authorize", mvpd, [resource], headers);
        Assert.Equal(200, answer.Status);
        return answer["decisions"]![0]!.AsObject();
    }

    public Task<Answer> LogoutAsync(string mvpd = "MvpdAlpha", params (string, string)[] headers) =>
        CallAsync("GET", $"/api/v2/CHAN1/logout/{mvpd}?redirectUrl=https%3A%2F%2Ftv.example", null, headers);

    public async Task<Answer> SendAsync(string method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        var message = await _http.SendAsync(request);
        var text = await message.Content.ReadAsStringAsync();
        JsonObject? json = null;
        if (message.Content.Headers.ContentType?.MediaType == "application/json" && text.Length > 0)
        {
            json = JsonNode.Parse(text)!.AsObject();
        }

        return new((int)message.StatusCode, json, text, message.Content.Headers.ContentType?.ToString(), message.Headers.Location, message);
    }

    /// <summary>Walks a user agent from an address through all redirects on the fake's own host to the first foreign address.</summary>
    public async Task<(Uri Last, int Hops)> BrowseAsync(string path)
    {
        var hops = 0;
        while (true)
        {
            var answer = await SendAsync("GET", path);
            Assert.Equal(302, answer.Status);
            hops++;
            var next = new Uri(_http.BaseAddress!, answer.Location!);
            if (next.Authority != _http.BaseAddress!.Authority)
            {
                return (next, hops);
            }

            path = next.PathAndQuery;
        }
    }
}
