// title: Same diagnostics with masked, hashed and counted values
// kind: library
// needs: aspnet
// twin: 819-diagnostics-class-shows-revealed-values-in-a-log-a-tag-and-an-exception.cs
// expect: none
using System;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using AdobePass;
using Microsoft.Extensions.Logging;

namespace Reef.Diagnostics;

public sealed class PassDiagnostics(ILogger<PassDiagnostics> logger)
{
    private static readonly ActivitySource Source = new("Reef.Pass");

    public void Report(ClientCredentials pair, AccessToken token)
    {
        logger.LogDebug("client {Id} with {Secret}", pair.ClientId, pair.ClientSecret);
        using var activity = Source.StartActivity("pass.report");
        activity?.SetTag("pass.client", pair.ClientId);
        activity?.SetTag("pass.token", Fingerprint(token));
        activity?.SetTag("pass.token.length", token.Reveal().Length);
    }

    public static string Require(SoftwareStatement statement, string channel)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var value = statement.Reveal();
        if (value.Split('.') is not [_, _, _])
        {
            throw new FormatException($"The statement of {channel} is no JWT: it has {value.Length} characters.");
        }

        return value;
    }

    private static string Fingerprint(AccessToken token) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal())))[..12];
}
