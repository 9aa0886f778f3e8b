namespace AdobePass.Docs.Tests;

/// <summary>What a reader of a page has before him: the names that its fragments use.</summary>
internal static class Prelude
{
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using AdobePass;
        global using AdobePass.Testing;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using MyApp;
        global using MyApp.RestV2;
        global using StackExchange.Redis;
        global using AdobePass.Redis;
        global using AdobePass.DataProtection;
        global using AdobePass.DistributedCache;
        global using AdobePass.Entitlements;
        global using Microsoft.AspNetCore.DataProtection;
        global using Xunit;
        global using static Reader.Names;
        """;

    public const string Names = """
        namespace Reader
        {
            public static class Names
            {
                public static IServiceCollection services => throw new NotSupportedException();
                public static WebApplicationBuilder builder => throw new NotSupportedException();
                public static IConfiguration configuration => throw new NotSupportedException();
                public static AdobePassOptions options => throw new NotSupportedException();
                public static AdobePassClient adobePass => throw new NotSupportedException();
                public static StreamingDevice device => throw new NotSupportedException();
                public static DeviceInformation deviceInformation => throw new NotSupportedException();
                public static string deviceId => throw new NotSupportedException();
                public static IPAddress viewerAddress => throw new NotSupportedException();
                public static int viewerPort => throw new NotSupportedException();
                public static IPlayback playback => throw new NotSupportedException();
                public static IEntitlements entitlements => throw new NotSupportedException();
                public static AdobePass.Entitlements.EntitlementService service => throw new NotSupportedException();
                public static AdobePass.Entitlements.ViewerEntitlements viewer => throw new NotSupportedException();
                public static FakeAdobePass fake => throw new NotSupportedException();
                public static string statement => throw new NotSupportedException();
                public static string folder => throw new NotSupportedException();
                public static IConnectionMultiplexer multiplexer => throw new NotSupportedException();
                public static System.Security.Cryptography.X509Certificates.X509Certificate2 certificate => throw new NotSupportedException();
                public static CancellationToken cancellationToken => throw new NotSupportedException();
            }
        }
        """;

    /// <summary>The interfaces of the README, each left out where a page writes its own.</summary>
    public static IReadOnlyDictionary<string, string> Interfaces { get; } = new Dictionary<string, string>
    {
        ["IPlayback"] = "namespace MyApp { [AdobePassApi] public interface IPlayback { Task<SessionResponse> CreateSessionAsync(string serviceProvider, SessionRequest body, CancellationToken cancellationToken = default); Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, CancellationToken cancellationToken = default); } }",
        ["IEntitlements"] = "namespace MyApp { [AdobePassApi] public partial interface IEntitlements { } }",
        ["IServerPlayback"] = "namespace MyApp { [AdobePassApi] public interface IServerPlayback { Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, StreamingDevice device, CancellationToken cancellationToken = default); } }",
    };
}
