using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP2003.</summary>
public class AP2003MissingForwardedForFixTests
{
    [Theory]
    [InlineData("IPAddress viewer", "viewer.ToString()")]
    [InlineData("string viewerIp", "viewerIp")]
    [InlineData("Microsoft.AspNetCore.Http.HttpContext context", "context.Connection.RemoteIpAddress?.ToString()")]
    [InlineData("Microsoft.AspNetCore.Http.HttpContext context, IPAddress viewer", "viewer.ToString()")]
    public async Task Address_in_scope_is_sent(string parameters, string value) => await FixTest.FixesAsync(
        new MissingForwardedForFix(),
        Server(parameters, string.Empty),
        Server(parameters, $"\n        request.Headers.TryAddWithoutValidation(\"X-Forwarded-For\", {value});"),
        kind: "server");

    [Theory]
    [InlineData("string channel")]
    [InlineData("IPAddress? viewer")]
    [InlineData("IPAddress viewer, IPAddress proxy")]
    public async Task No_fix_is_offered_without_one_address(string parameters) =>
        await FixTest.OffersNothingAsync(new MissingForwardedForFix(), Server(parameters, string.Empty), "server");

    private static string Server(string parameters, string header) => $$"""
        using System.Net;
        using System.Net.Http;
        using System.Threading.Tasks;

        namespace Microsoft.AspNetCore.Http
        {
            public abstract class ConnectionInfo { public abstract IPAddress? RemoteIpAddress { get; set; } }
            public abstract class HttpContext { public abstract ConnectionInfo Connection { get; } }
        }

        public class C
        {
            private readonly HttpClient _http = new();

            public async Task M({{parameters}})
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/configuration");{{header}}
                await _http.SendAsync(request);
            }
        }
        """;
}
