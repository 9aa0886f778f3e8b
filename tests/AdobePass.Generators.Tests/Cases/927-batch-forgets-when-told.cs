// title: Batch tool with one client that forgets a device only where the answer says so
// kind: console
// rule: AP1008
// twin: batch-forgets-on-trouble
// why: one clause has a filter, the other asks for the next step before it deletes
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

var lines = File.ReadLines(args[0]).Where(l => l.Length > 0);
using var cancel = new CancellationTokenSource(TimeSpan.FromHours(1));
using var client = new AdobePassClient(Fleet.Options());
var refused = 0;

foreach (var line in lines)
{
    var device = Fleet.Parse(line);
    try
    {
        await client.GetAccessTokenAsync(device, cancel.Token);
    }
    catch (AdobePassThrottledException slow)
    {
        refused++;
        Console.Error.WriteLine($"{device.Identifier}: slow down ({slow.Attempts})");
    }
    catch (DynamicClientRegistrationException e) when (e.ErrorCode == "invalid_client")
    {
        refused++;
        await client.DeleteCredentialsAsync(device);
    }
    catch (AdobePassException e)
    {
        refused++;
        if (e.NextStep == NextStep.RegisterAgain)
        {
            await client.DeleteCredentialsAsync(device);
        }
    }
    catch (OperationCanceledException)
    {
        return 3;
    }
}

Console.WriteLine($"{refused} devices refused");
return refused == 0 ? 0 : 1;

internal static class Fleet
{
    private static readonly CredentialStore Store = new FileCredentialStore("/var/lib/fleet/pass");

    public static AdobePassOptions Options() => new()
    {
        SoftwareStatement = new SoftwareStatement(Environment.GetEnvironmentVariable("FLEET_STATEMENT")!),
        CredentialStore = Store,
    };

    public static StreamingDevice Parse(string line)
    {
        var cells = line.Split(';');
        return new StreamingDevice(cells[0], new DeviceInformation
        {
            Model = cells[1],
            Version = cells[2],
            OsName = OsName.Linux,
            OsVersion = cells[3],
            ConnectionType = "LAN",
        });
    }

    public static async Task RetireAsync(string scope, IEnumerable<string> identifiers)
    {
        foreach (var key in identifiers.Select(i => CredentialKey.Create(scope, i)))
        {
            try
            {
                await Store.DeleteAsync(key, default);
            }
            catch (IOException e)
            {
                Console.Error.WriteLine(key + ": " + e.Message);
            }
        }
    }
}
