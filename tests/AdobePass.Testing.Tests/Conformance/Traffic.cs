using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace AdobePass.Testing.Tests;

/// <summary>Sends requests through a recorder and chooses their responses, so that a run can keep or break each requirement.</summary>
internal sealed class Traffic : IDisposable
{
    private const string Profile = "regular";

    private static readonly string Information = Convert.ToBase64String(Encoding.UTF8.GetBytes(
        """{"model":"BoxOne","version":"1.4","osName":"Linux","osVersion":"6.1","connectionType":"LAN"}"""));

    private readonly Responder _responder = new();
    private readonly HttpMessageInvoker _client;

    public Traffic()
    {
        Recorder = new ConformanceRecorder(_responder, Clock);
        _client = new HttpMessageInvoker(Recorder);
    }

    public SkippingClock Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(1_780_000_000));

    public ConformanceRecorder Recorder { get; }

    public string Host { get; set; } = "api.auth.adobe.com";

    public string DeviceId { get; set; } = "device-1";

    public string? Token { get; set; } = "token-1";

    public string? DeviceInformation { get; set; } = Information;

    public ConformanceReport Report() => ConformanceReport.From(Recorder.Exchanges);

    public void Wait(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    public void Mark(ConformanceMark mark, string? detail = null) => Recorder.Mark(mark, detail);

    public Task RegisterAsync(string client = "client-1", string scopes = "api:client:v2 openid") => SendAsync(
        HttpMethod.Post,
        "/o/client/register",
        """{"software_statement":"statement-1"}""",
        response: new JsonObject { ["client_id"] = client, ["client_secret"] = "secret-1", ["scopes"] = scopes });

    public Task TokenAsync(string token = "token-1", string client = "client-1", int lifetime = 3600, string? error = null) => SendAsync(
        HttpMethod.Post,
        "/o/client/token",
        $"client_id={client}&client_secret=secret-1&grant_type=client_credentials",
        error is null ? 200 : 400,
        error is null
            ? new JsonObject { ["access_token"] = token, ["expires_in"] = lifetime }
            : new JsonObject { ["error"] = error });

    public Task ConfigurationAsync() => CallAsync(HttpMethod.Get, "configuration");

    public Task SessionAsync(string code = "CODE1", string mvpd = "MvpdAlpha", string? authorizes = null) => CallAsync(
        HttpMethod.Post,
        "sessions",
        $"mvpd={mvpd}&domainName=tv.example",
        response: authorizes is null
            ? new JsonObject
            {
                ["actionName"] = "authenticate",
                ["reasonType"] = "none",
                ["code"] = code,
                ["notBefore"] = Digits(0),
                ["notAfter"] = Digits(1800),
            }
            : new JsonObject { ["actionName"] = "authorize", ["reasonType"] = authorizes, ["mvpd"] = mvpd });

    public Task ReadSessionAsync(string code = "CODE1") =>
        CallAsync(HttpMethod.Get, $"sessions/{code}", response: new JsonObject { ["existingParameters"] = new JsonObject() });

    public Task PollAsync(string code = "CODE1", bool found = false, int status = 200) => CallAsync(
        HttpMethod.Get,
        $"profiles/code/{code}",
        status: status,
        response: status == 200 ? ProfilesOf(found ? ["MvpdAlpha"] : []) : null);

    public Task ProfilesAsync(params string[] mvpds) => CallAsync(HttpMethod.Get, "profiles", response: ProfilesOf(mvpds));

    public Task ProfileAsync(string mvpd = "MvpdAlpha", string type = Profile) =>
        CallAsync(HttpMethod.Get, $"profiles/{mvpd}", response: ProfilesOf([mvpd], type));

    /// <summary>Sends a preauthorization whose results are <c>permit</c> or the action of an error.</summary>
    public Task PreauthorizeAsync(params (string Resource, string Result)[] items) => DecideAsync("preauthorize", "MvpdAlpha", items);

    public Task AuthorizeAsync(string resource = "res-1", string result = "permit", string mvpd = "MvpdAlpha") =>
        DecideAsync("authorize", mvpd, [(resource, result)]);

    public Task LogoutAsync(string actionType = "none", string? url = null) => CallAsync(
        HttpMethod.Get,
        "logout/MvpdAlpha?redirectUrl=app",
        response: new JsonObject
        {
            ["logouts"] = new JsonObject
            {
                ["MvpdAlpha"] = new JsonObject { ["actionName"] = "logout", ["actionType"] = actionType, ["url"] = url },
            },
        });

    /// <summary>Fails a call with an enhanced error, or without one.</summary>
    public Task FailAsync(int status, string? action = null) => CallAsync(
        HttpMethod.Get,
        "profiles",
        status: status,
        response: action is null ? null : new JsonObject { ["code"] = "made_up", ["action"] = action, ["status"] = status });

    public Task CallAsync(
        HttpMethod method,
        string path,
        string body = "",
        int status = 200,
        JsonObject? response = null,
        (string Name, string Value)? header = null) =>
        SendAsync(method, "/api/v2/CHAN1/" + path, body, status, response, header);

    public async Task SendAsync(
        HttpMethod method,
        string path,
        string body = "",
        int status = 200,
        JsonObject? response = null,
        (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(method, $"https://{Host}{path}");
        if (path.StartsWith("/api/v2/CHAN1/", StringComparison.Ordinal))
        {
            Add("Authorization", Token is null ? null : $"Bearer {Token}");
            if (!path.Contains("/sessions/", StringComparison.Ordinal) && !path.Contains("/code/", StringComparison.Ordinal))
            {
                Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(DeviceId)));
                Add("X-Device-Info", DeviceInformation);
            }
        }

        Add(header?.Name ?? "Accept", header?.Value ?? "application/json");
        request.Content = body.Length == 0 ? null : new StringContent(body);
        _responder.Next = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(response?.ToJsonString() ?? "") };
        using var answer = await _client.SendAsync(request, CancellationToken.None);
        Assert.Equal(response?.ToJsonString() ?? "", await answer.Content.ReadAsStringAsync());

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                Assert.True(request.Headers.TryAddWithoutValidation(name, value));
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private Task DecideAsync(string kind, string mvpd, (string Resource, string Result)[] items)
    {
        var decisions = new JsonArray();
        foreach (var (resource, result) in items)
        {
            var decision = new JsonObject { ["resource"] = resource, ["mvpd"] = mvpd, ["authorized"] = result == "permit" };
            if (result != "permit")
            {
                decision["error"] = new JsonObject { ["code"] = "made_up", ["action"] = result, ["status"] = 403 };
            }
            else if (kind == "authorize")
            {
                decision["token"] = new JsonObject { ["notBefore"] = Milliseconds(0), ["notAfter"] = Milliseconds(420) };
            }

            decisions.Add(decision);
        }

        var resources = new JsonArray([.. items.Select(item => (JsonNode?)JsonValue.Create(item.Resource))]);
        return CallAsync(
            HttpMethod.Post,
            $"decisions/{kind}/{mvpd}",
            new JsonObject { ["resources"] = resources }.ToJsonString(),
            response: new JsonObject { ["decisions"] = decisions });
    }

    private JsonObject ProfilesOf(string[] mvpds, string type = Profile)
    {
        var profiles = new JsonObject();
        foreach (var mvpd in mvpds)
        {
            profiles[mvpd] = new JsonObject
            {
                ["notBefore"] = Milliseconds(0),
                ["notAfter"] = Milliseconds(86_400),
                ["type"] = type,
            };
        }

        return new JsonObject { ["profiles"] = profiles };
    }

    private long Milliseconds(int seconds) => Clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeMilliseconds();

    private string Digits(int seconds) => Milliseconds(seconds).ToString(CultureInfo.InvariantCulture);

    private sealed class Responder : HttpMessageHandler
    {
        public HttpResponseMessage? Next { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Next!);
    }
}
