// title: Batch tool that opens a client per line and forgets a device on any trouble
// kind: console
// rule: AP1008
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

var lines = File.ReadLines(args[0]).Where(l => l.Length > 0);
using var cancel = new CancellationTokenSource(TimeSpan.FromHours(1));
var refused = 0;

foreach (var line in lines)
{
    var device = Fleet.Parse(line);
    using var client = new AdobePassClient(Fleet.Options()); // expect: AP1005
    try
    {
        await client.GetAccessTokenAsync(device, cancel.Token);
    }
    catch (AdobePassThrottledException slow)
    {
        refused++;
        Console.Error.WriteLine($"{device.Identifier}: slow down ({slow.Attempts})");
        await client.DeleteCredentialsAsync(device); // expect: AP1008
    }
    catch (DynamicClientRegistrationException e) when (e.ErrorCode == "invalid_client")
    {
        refused++;
        await client.DeleteCredentialsAsync(device);
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

    public static async Task ResetAsync(string scope, IEnumerable<string> identifiers)
    {
        foreach (var key in identifiers.Select(i => CredentialKey.Create(scope, i)))
        {
            try
            {
                if (await Store.FindAsync(key, default) is null)
                {
                    Console.WriteLine("nothing stored for " + key);
                }
            }
            catch
            {
                await Store.DeleteAsync(key, default); // expect: AP1008
                throw;
            }
        }
    }
}
