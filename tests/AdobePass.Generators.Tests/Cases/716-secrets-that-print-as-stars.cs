// title: secrets that print as stars
// kind: server
// expect: none
using System;
using System.Security.Cryptography;
using System.Text;
using AdobePass;
using Microsoft.Extensions.Logging;

namespace Orchard.Audit;

public sealed class Audit(ILogger<Audit> logger)
{
    public void Imported(string device, ClientSecret secret, AccessToken token)
    {
        logger.LogInformation("Imported {Device}: {Secret}, {Token}", device, secret, token);
        logger.LogDebug("Length {Length}, mark {Mark}", secret.Reveal().Length, Mark(secret));
    }

    public Exception Refused(SoftwareStatement statement) => new InvalidOperationException($"The statement {statement} was refused.");

    private static string Mark(ClientSecret secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal())), 0, 4);
}
