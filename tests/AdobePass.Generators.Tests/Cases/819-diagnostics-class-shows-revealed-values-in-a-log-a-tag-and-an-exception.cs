// title: Diagnostics class shows revealed values in a log, a tag and an exception
// kind: library
// needs: aspnet
// twin: 821-same-diagnostics-with-masked-hashed-and-counted-values.cs
using System;
using System.Diagnostics;
using AdobePass;
using Microsoft.Extensions.Logging;

namespace Reef.Diagnostics;

public sealed class PassDiagnostics(ILogger<PassDiagnostics> logger)
{
    private static readonly ActivitySource Source = new("Reef.Pass");

    public void Report(ClientCredentials pair, AccessToken token)
    {
        var secret = pair.ClientSecret.Reveal();
        logger.LogDebug("client {Id} with {Secret}", pair.ClientId, secret); // expect: AP1009
        using var activity = Source.StartActivity("pass.report");
        activity?.SetTag("pass.client", pair.ClientId);
        activity?.SetTag("pass.token", token.Reveal()); // expect: AP1009
    }

    public static string Require(SoftwareStatement statement, string channel)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var value = statement.Reveal();
        if (value.Split('.') is not [_, _, _])
        {
            throw new FormatException($"The statement of {channel} is no JWT: {value}"); // expect: AP1009
        }

        return value;
    }
}
