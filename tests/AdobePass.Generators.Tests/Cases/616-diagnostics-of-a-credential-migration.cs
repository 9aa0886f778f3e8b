// title: diagnostics of a credential migration
// kind: server
using System;
using System.Diagnostics;
using AdobePass;
using Microsoft.Extensions.Logging;

namespace Lumen.Migration;

public sealed class MigrationLog
{
    private readonly ILogger<MigrationLog> _logger;

    public MigrationLog(ILogger<MigrationLog> logger) => _logger = logger;

    public void Imported(string device, ClientSecret secret)
    {
        var shown = secret.Reveal();
        _logger.LogInformation("Imported {Device} with {Secret}", device, shown); // expect: AP1009
    }

    public void Tag(Activity activity, AccessToken token) =>
        activity.SetTag("pass.token", token.Reveal()); // expect: AP1009

    public Exception Refused(SoftwareStatement statement) =>
        new InvalidOperationException($"The statement {statement} was refused; it has {statement.Reveal().Length} characters.");
}
