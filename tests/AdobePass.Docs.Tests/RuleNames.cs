namespace AdobePass.Docs.Tests;

/// <summary>What a reader of a rule's page has before him: one type for each name, on all pages of rules.</summary>
internal static class RuleNames
{
    /// <summary>The usings that a new project has by itself; all that a block with usings of its own may lean on.</summary>
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public const string Usings = """
        global using System.Net;
        global using System.Net.Http.Headers;
        global using System.Net.Http.Json;
        global using System.Text;
        global using System.Text.Json;
        global using AdobePass;
        global using AdobePass.Testing;
        global using Microsoft.Extensions.Caching.Memory;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using MyApp;
        global using MyApp.RestV2;
        global using Reader;
        global using static Reader.Names;
        """;

    public const string Interfaces = """
        namespace MyApp
        {
            [AdobePassApi]
            public partial interface IEntitlements
            {
            }

            [AdobePassApi]
            public interface IPlayback
            {
                Task<DecisionsResponse> PreauthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, CancellationToken cancellationToken = default);

                Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, CancellationToken cancellationToken = default);
            }

            [AdobePassApi]
            public interface ILogin
            {
                Task<ProfilesResponse> GetProfileForCodeAsync(string serviceProvider, string code, CancellationToken cancellationToken = default);
            }

            [AdobePassApi]
            public interface IAccount
            {
                Task<LogoutResponse> LogoutAsync(string serviceProvider, string mvpd, string redirectUrl, CancellationToken cancellationToken = default);
            }

            [AdobePassApi]
            public interface IReports
            {
                Task<ConfigurationResponse> GetConfigurationAsync(string serviceProvider, CancellationToken cancellationToken = default);
            }
        }
        """;

    public const string Names = """
        namespace Reader
        {
            public static class Names
            {
                public static IServiceCollection services => throw new NotSupportedException();
                public static IConfiguration configuration => throw new NotSupportedException();
                public static Settings settings => throw new NotSupportedException();
                public static TimeProvider clock => throw new NotSupportedException();
                public static IMemoryCache cache => throw new NotSupportedException();
                public static CancellationToken cancellationToken => throw new NotSupportedException();

                public static AdobePassOptions options => throw new NotSupportedException();
                public static AdobePassOptions optionsOfTheReports => throw new NotSupportedException();
                public static AdobePassClient adobePass => throw new NotSupportedException();
                public static SoftwareStatement statementOfTheApp => throw new NotSupportedException();
                public static SoftwareStatement statementOfTheReports => throw new NotSupportedException();
                public static StreamingDevice device => throw new NotSupportedException();
                public static DeviceInformation information => throw new NotSupportedException();
                public static IEntitlements entitlements => throw new NotSupportedException();
                public static IPlayback playback => throw new NotSupportedException();
                public static ILogin login => throw new NotSupportedException();
                public static IAccount account => throw new NotSupportedException();
                public static DecisionsRequest body => throw new NotSupportedException();
                public static Decision decision => throw new NotSupportedException();
                public static void Play(object token) => throw new NotSupportedException();

                public static HttpRequestMessage request => throw new NotSupportedException();
                public static HttpResponseMessage answer => throw new NotSupportedException();
                public static FormUrlEncodedContent form => throw new NotSupportedException();
                public static JsonElement json => throw new NotSupportedException();
                public static string statement => throw new NotSupportedException();
                public static string id => throw new NotSupportedException();
                public static string secret => throw new NotSupportedException();
                public static string clientId => throw new NotSupportedException();
                public static ClientSecret clientSecret => throw new NotSupportedException();
                public static ClientCredentials credentials { get; set; } = null!;
                public static AccessToken token { get; set; } = null!;
                public static string serviceToken => throw new NotSupportedException();
                public static Identity identity => throw new NotSupportedException();
                public static RegistrationStore store => throw new NotSupportedException();

                public static Viewer viewer => throw new NotSupportedException();
                public static IPAddress viewerAddress => throw new NotSupportedException();
                public static string deviceId => throw new NotSupportedException();
                public static string deviceInformation => throw new NotSupportedException();
                public static string identifier => throw new NotSupportedException();
                public static string mvpd => throw new NotSupportedException();
                public static string code => throw new NotSupportedException();
                public static DateTimeOffset codeEnds => throw new NotSupportedException();
                public static string redirectUrl => throw new NotSupportedException();
                public static string resource => throw new NotSupportedException();
                public static IReadOnlyList<string> resources => throw new NotSupportedException();
                public static string page => throw new NotSupportedException();
                public static IReadOnlyList<Row> rows => throw new NotSupportedException();

                public static void ShowMessage(string? text) => throw new NotSupportedException();
            }

            public sealed record Registration(string ClientId, string ClientSecret);

            public sealed record Token(string AccessToken, int ExpiresIn);

            public sealed record Viewer(string DeviceId, DeviceInformation DeviceInformation, IPAddress PublicAddress);

            public sealed class Identity
            {
                public Task<string> GetServiceTokenAsync(Viewer viewer, CancellationToken cancellationToken) => throw new NotSupportedException();
            }

            public sealed class RegistrationStore
            {
                public Task<Registration?> ReadAsync(string deviceId) => throw new NotSupportedException();

                public Task WriteAsync(string deviceId, Registration? registration) => throw new NotSupportedException();
            }

            public sealed class Row
            {
                public void Show(ConfigurationResponse configuration) => throw new NotSupportedException();
            }

            public sealed class Settings
            {
                public string? Read(string key) => throw new NotSupportedException();

                public void Write(string key, string value) => throw new NotSupportedException();
            }
        }
        """;

    /// <summary>
    /// The class around a fragment. Its client is injected, which is how the rules for requests by hand know that its headers are set nowhere else.
    /// The other members are what fragments assign to or call: rules that follow a value look at fields and at methods of the same file otherwise than at those elsewhere.
    /// </summary>
    public const string Surroundings = """
        namespace MyApp
        {
            internal sealed class Fragment
            {
                private readonly HttpClient http;
                private readonly TimeProvider _clock;
                private DecisionsResponse? decisions;
                private Token? _token;
                private DateTimeOffset _tokenEnds;

                public Fragment(HttpClient http, TimeProvider clock)
                {
                    this.http = http;
                    _clock = clock;
                }

                private async Task<ClientCredentials> RegisterAsync()
                {
                    var answer = await http.PostAsJsonAsync("https://sp.auth.adobe.com/o/client/register", new { software_statement = statement });
                    var registration = await answer.Content.ReadFromJsonAsync<Registration>();
                    return new ClientCredentials(registration!.ClientId, new ClientSecret(registration.ClientSecret));
                }

                private Task<AccessToken> RequestTokenAsync(ClientCredentials credentials) => RequestTokenAsync(credentials.ClientId, credentials.ClientSecret.Reveal());

                private async Task<AccessToken> RequestTokenAsync(string id, string secret)
                {
                    var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret });
                    var answer = await http.PostAsync("https://sp.auth.adobe.com/o/client/token", form);
                    return new AccessToken((await answer.Content.ReadFromJsonAsync<Token>())!.AccessToken);
                }

        {0}
            }
        }
        """;
}
