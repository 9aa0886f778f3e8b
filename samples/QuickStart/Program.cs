using AdobePass;
using AdobePass.Testing;
using QuickStart;

CommandLine options;
try
{
    options = CommandLine.Parse(args);
}
catch (UsageException fault)
{
    Console.Error.WriteLine(fault.Message);
    Console.Error.WriteLine(CommandLine.Usage);
    return 1;
}

if (options.Help)
{
    Console.WriteLine(CommandLine.Usage);
    return 0;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var narrator = new Narrator(Console.Out);
var installation = new Installation(options.Store);
using var tap = new WireTap(narrator, new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
var outcome = new Outcome();
FakeAdobePass? fake = null;
string? failure = null;

try
{
    var server = options.Server;
    var statement = options.SoftwareStatement;
    string? scope = null;
    if (server is null)
    {
        fake = new FakeAdobePass();
        statement = installation.RestoreFake(fake);
        server = await fake.StartAsync(cancellationToken: stop.Token);
        scope = "the fake, whatever its port";
        options = options with { AutoLogin = true };
        narrator.Note($"No --server given: a fake Adobe Pass is listening at {server}");
    }

    var settings = new AdobePassOptions
    {
        BaseAddress = server,
        SoftwareStatement = new SoftwareStatement(statement!),
        Device = installation.GetDevice(),
        CredentialScope = scope,
        HttpMessageHandler = tap,
    };
    installation.Configure(settings);

    using var adobePass = new AdobePassClient(settings);
    try
    {
        await new StreamingApp(adobePass, new StreamingClient(adobePass), options, narrator).RunAsync(outcome, stop.Token);
        failure = outcome.Denial;
    }
    finally
    {
        outcome.ClientId = await FindClientIdAsync(adobePass);
    }
}
catch (Exception fault) when (fault is AdobePassException or InvalidOperationException or ArgumentException or FormatException or IOException or UnauthorizedAccessException or HttpRequestException)
{
    failure = fault.Message;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    failure = "Stopped.";
}
finally
{
    if (fake is not null)
    {
        try
        {
            installation.SaveFake(fake);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            failure ??= $"The state of the fake service could not be kept: {fault.Message}";
        }

        await fake.DisposeAsync();
    }
}

Console.WriteLine();
Console.WriteLine(failure is null ? "The stream is authorized." : "The stream is not authorized.");
Console.WriteLine($"Sent {tap.Requests} requests: {tap.Registrations} registration(s), {tap.TokenRequests} token request(s).");
if (failure is not null)
{
    Console.Error.WriteLine(failure);
}

if (options.Json)
{
    Console.WriteLine(outcome.ToJson(tap));
}

return failure is null ? 0 : 1;

// A store that failed has told its story already.
static async Task<string?> FindClientIdAsync(AdobePassClient adobePass)
{
    try
    {
        return (await adobePass.FindCredentialsAsync())?.ClientId;
    }
    catch (AdobePassException)
    {
        return null;
    }
}
