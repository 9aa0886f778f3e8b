using System.Text;
using System.Text.Json.Nodes;

namespace AdobePass.Testing.Tests;

/// <summary>
/// Five kinds of clients that work against the real service although they leave the documented letter, as raw HTTP requests from the
/// registration to the logout. The lenient fake accepts each of them; the strict fake rejects it and names the page.
/// </summary>
public sealed class RealClientTests
{
    private const string Fingerprint = "fingerprint ZGV2aWNlLTE=";
    private const string Session = "mvpd=MvpdAlpha&domainName=tv.example&redirectUrl=https%3A%2F%2Ftv.example%2Fdone";
    private const string Registration = "Dynamic Client Registration API: Retrieve client credentials";
    private const string Token = "Dynamic Client Registration API: Retrieve access token";
    private const string FormType = "application/x-www-form-urlencoded";
    private const string TokenForm = "client_id={id}&client_secret={secret}&grant_type=client_credentials";
    private const string DeviceInfoPage = "REST API V2: Header X-Device-Info";

    // Per kind: the registration, the token request, headers of both, headers of all V2 calls, and the pages that the strict fake names.
    private static readonly Kind[] Kinds =
    [
        new(
            "no device information, token parameters in the query, no body",
            new("POST", "/o/client/register", "application/json", "{\"software_statement\":\"{statement}\"}"),
            new("POST", "/o/client/token?" + TokenForm),
            [],
            [("AP-Device-Identifier", Fingerprint)],
            DeviceOnAll: false,
            [DeviceInfoPage, Token]),
        new(
            "device information that is not JSON",
            new("POST", "/o/client/register", "application/json;charset=utf-8", "{\"software_statement\":\"{statement}\"}"),
            new("POST", "/o/client/token", FormType, TokenForm),
            [("X-Device-Info", "Qm94T25lLzEuNA==")],
            [("AP-Device-Identifier", Fingerprint), ("X-Device-Info", "Qm94T25lLzEuNA==")],
            DeviceOnAll: false,
            [DeviceInfoPage]),
        new(
            "a JSON body at the token",
            new("POST", "/o/client/register", "application/json", "{\"software_statement\":\"{statement}\"}"),
            new(
                "POST",
                "/o/client/token",
                "application/json",
                "{\"client_id\":\"{id}\",\"client_secret\":\"{secret}\",\"grant_type\":\"client_credentials\"}"),
            [("X-Device-Info", Device.DeviceInfo)],
            [("AP-Device-Identifier", Fingerprint), ("X-Device-Info", Device.DeviceInfo)],
            DeviceOnAll: false,
            [Token]),
        new(
            "extra members of a general OAuth library",
            new(
                "POST",
                "/o/client/register",
                "application/json",
                "{\"software_statement\":\"{statement}\",\"redirect_uri\":\"app://tv.example\","
                + "\"grant_types\":[\"client_credentials\"],\"token_endpoint_auth_method\":\"client_secret_post\"}"),
            new("POST", "/o/client/token", FormType, TokenForm + "&scope=api%3Aclient%3Av2"),
            [("X-Device-Info", Device.DeviceInfo)],
            [("AP-Device-Identifier", Fingerprint), ("X-Device-Info", Device.DeviceInfo)],
            DeviceOnAll: false,
            [Registration, Token]),
        new(
            "the device headers on every request",
            new("POST", "/o/client/register", "application/json", "{\"software_statement\":\"{statement}\"}"),
            new("POST", "/o/client/token", FormType, TokenForm),
            [("AP-Device-Identifier", Fingerprint), ("X-Device-Info", Device.DeviceInfo)],
            [("AP-Device-Identifier", Fingerprint), ("X-Device-Info", Device.DeviceInfo)],
            DeviceOnAll: true,
            [
                Registration, Token, "REST API V2: Perform authentication in user agent",
                "REST API V2: Retrieve profile for specific code",
            ]),
    ];

    public static TheoryData<string> Names => [.. Kinds.Select(static kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Lenient_fake_accepts_the_client_from_registration_to_logout(string name)
    {
        await using var fake = Device.NewFake(static options => options.Strictness = FakeStrictness.Lenient);
        var kind = Kinds.Single(candidate => candidate.Name == name);
        var answers = await RunAsync(fake, kind);
        Assert.Equal(
            [201, 201, 200, 200, 302, 200, 200, 200, 200, 200, 200],
            answers.Select(static answer => answer.Status));
        Assert.Equal("regular", (string?)answers[5]["profiles"]!["MvpdAlpha"]!["type"]);
        Assert.True((bool)answers[8]["decisions"]![0]!["authorized"]!);
        Assert.Equal("logout", (string?)answers[9]["logouts"]!["MvpdAlpha"]!["actionName"]);
        Assert.Equal("{\"profiles\":{}}", answers[10].Text);
        Assert.Empty(fake.Rejections);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Strict_fake_rejects_the_client_and_names_the_page(string name)
    {
        await using var fake = Device.NewFake();
        var kind = Kinds.Single(candidate => candidate.Name == name);
        await RunAsync(fake, kind, await Device.ReadyAsync(fake));
        Assert.All(kind.Pages, page => Assert.Contains(
            fake.Rejections, report => report.EndsWith($"See Adobe's page \"{page}\".", StringComparison.Ordinal)));
    }

    /// <summary>Sends the whole sequence. A documented client supplies what an earlier request of a rejected one did not bring.</summary>
    private static async Task<List<Answer>> RunAsync(FakeAdobePass fake, Kind kind, Device? documented = null)
    {
        var sender = new Device(fake);
        var answers = new List<Answer>();
        var values = new Dictionary<string, string>
        {
            ["{statement}"] = fake.CreateSoftwareStatement(),
            ["{id}"] = documented?.ClientId ?? "",
            ["{secret}"] = documented?.ClientSecret ?? "",
            ["{token}"] = documented?.Token ?? "",
            ["{code}"] = documented is null ? "" : (await documented.CreateSessionAsync()).Code!,
        };

        async Task<Answer> Send(Request request, (string Name, string Value)[] headers)
        {
            string Fill(string text) => values.Aggregate(text, static (filled, pair) => filled.Replace(pair.Key, pair.Value));
            StringContent? content = null;
            if (request.Body is not null)
            {
                content = new StringContent(Fill(request.Body), Encoding.UTF8);
                content.Headers.Remove("Content-Type");
                content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
            }

            var answer = await sender.SendAsync(
                request.Method, Fill(request.Path), content, [.. headers.Select(header => (header.Name, Fill(header.Value)))]);
            answers.Add(answer);
            return answer;
        }

        void Keep(Answer answer, string member, string name)
        {
            if (answer.Json?[member] is JsonValue value)
            {
                values[name] = (string)value!;
            }
        }

        var registered = await Send(kind.Register, kind.RegistrationHeaders);
        Keep(registered, "client_id", "{id}");
        Keep(registered, "client_secret", "{secret}");
        Keep(await Send(kind.TokenRequest, kind.RegistrationHeaders), "access_token", "{token}");

        (string, string)[] call = [("Authorization", "Bearer {token}"), .. kind.Headers];
        (string, string)[] bare = kind.DeviceOnAll ? call : [("Authorization", "Bearer {token}")];
        await Send(new("GET", "/api/v2/CHAN1/configuration"), call);
        Keep(await Send(new("POST", "/api/v2/CHAN1/sessions", FormType, Session), call), "code", "{code}");
        var agent = await Send(new("GET", "/api/v2/authenticate/CHAN1/{code}"), kind.DeviceOnAll ? kind.Headers : []);
        if (agent.Location is { } next)
        {
            await sender.BrowseAsync(next.PathAndQuery);
        }

        await Send(new("GET", "/api/v2/CHAN1/profiles/code/{code}"), bare);
        await Send(new("GET", "/api/v2/CHAN1/profiles"), call);
        await Send(
            new("POST", "/api/v2/CHAN1/decisions/preauthorize/MvpdAlpha", "application/json", "{\"resources\":[\"res-1\",\"res-2\"]}"),
            call);
        await Send(
            new("POST", "/api/v2/CHAN1/decisions/authorize/MvpdAlpha", "application/json", "{\"resources\":[\"res-1\"]}"), call);
        await Send(new("GET", "/api/v2/CHAN1/logout/MvpdAlpha?redirectUrl=https%3A%2F%2Ftv.example"), call);
        await Send(new("GET", "/api/v2/CHAN1/profiles/MvpdAlpha"), call);
        return answers;
    }

    private sealed record Request(string Method, string Path, string? ContentType = null, string? Body = null);

    private sealed record Kind(
        string Name,
        Request Register,
        Request TokenRequest,
        (string Name, string Value)[] RegistrationHeaders,
        (string Name, string Value)[] Headers,
        bool DeviceOnAll,
        string[] Pages);
}
