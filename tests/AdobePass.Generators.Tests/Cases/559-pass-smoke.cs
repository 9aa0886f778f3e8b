// title: Smoke tests of a connection
// kind: test
// rule: AP5003, AP1009
// why: the first fixture talks to live viewers' environment, and the output of a build server is kept for years
using System;
using System.Threading.Tasks;
using AdobePass;

namespace Northlight.Tests;

[AttributeUsage(AttributeTargets.Method)]
public sealed class CheckAttribute : Attribute;

public static class Fixture
{
    public static readonly DeviceInformation Box = new()
    {
        Model = "BoxOne",
        Version = "1.4",
        OsName = OsName.Linux,
        OsVersion = "6.1",
        ConnectionType = "LAN",
    };

    public static AdobePassOptions Live(string statement) => new()
    {
        Environment = AdobePassEnvironment.ReleaseProduction, // expect: AP5003
        SoftwareStatement = new SoftwareStatement(statement),
        CredentialStore = new MemoryCredentialStore(),
        Device = new StreamingDevice("smoke-0001", Box),
    };

    public static AdobePassOptions Staging(string statement)
    {
        var options = Live(statement);
        options.Environment = AdobePassEnvironment.ReleaseStaging;
        options.CredentialScope = "smoke";
        return options;
    }

    public static bool IsLive(AdobePassOptions options) => options.Environment == AdobePassEnvironment.ReleaseProduction;
}

public sealed class ConnectionChecks
{
    private static string Statement => Environment.GetEnvironmentVariable("NORTHLIGHT_STATEMENT") ?? throw new InvalidOperationException("NORTHLIGHT_STATEMENT is not set");

    [Check]
    public async Task A_token_is_issued()
    {
        await using var pass = new AdobePassClient(Fixture.Staging(Statement));
        var token = await pass.GetAccessTokenAsync();
        Console.WriteLine("token: {0}", token.Reveal()); // expect: AP1009
    }

    [Check]
    public async Task The_pair_is_kept()
    {
        await using var pass = new AdobePassClient(Fixture.Live(Statement));
        await pass.GetAccessTokenAsync();
        var pair = await pass.FindCredentialsAsync() ?? throw new InvalidOperationException("no pair");
        Console.WriteLine($"pair {pair.ClientId}, secret {pair.ClientSecret}");
        await pass.GetAccessTokenAsync();
        if ((await pass.FindCredentialsAsync())?.ClientId != pair.ClientId)
        {
            throw new InvalidOperationException("The pair changed.");
        }
    }
}
