// title: Instrumented token source that logs a fingerprint of the token
// kind: library
// rule: AP1009
// needs: aspnet
// why: a hash, a length and the masked object reveal nothing; the secret is stored in the file
// expect: none
using System;
using System.Diagnostics;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.Extensions.Logging;

namespace Compass.Sdk;

public sealed class LoggedTokens(AdobePassClient client, ILogger<LoggedTokens> logger)
{
    private static readonly ActivitySource Source = new("Compass.Sdk");

    public async Task<AccessToken> GetAsync(StreamingDevice device, CancellationToken cancellationToken)
    {
        using var activity = Source.StartActivity("token");
        var token = await client.GetAccessTokenAsync(device, cancellationToken);
        var print = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal())))[..12];
        activity?.SetTag("token", print);
        activity?.AddEvent(new ActivityEvent("token of " + token.Reveal().Length + " characters"));
        logger.LogInformation("Device {Device} has token {Token} ({Print})", device, token, print);
        return token;
    }

    public async Task ExportAsync(StreamingDevice device, TextWriter vault, CancellationToken cancellationToken)
    {
        var pair = await client.FindCredentialsAsync(device, cancellationToken)
            ?? throw new InvalidOperationException("No pair for " + device.Identifier);
        await vault.WriteLineAsync(pair.ClientId);
        await vault.WriteLineAsync(pair.ClientSecret.Reveal());
        logger.LogInformation("Exported {Client} with {Secret}", pair.ClientId, pair.ClientSecret);
        Console.WriteLine($"exported {pair.ClientId}, secret {pair.ClientSecret}");
    }
}
