// title: Console tool that walks over the retired test boxes and reports which still have a token
// kind: console
// rule: AP1005
// why: all turns have the same options, the device could be given to the call
using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Sweep;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(20));
        var options = new AdobePassOptions
        {
            Environment = AdobePassEnvironment.PrequalProduction,
            SoftwareStatement = new SoftwareStatement(await File.ReadAllTextAsync(args[0], stop.Token)),
            CredentialStore = new FileCredentialStore(args[1]),
        };

        var failed = 0;
        await foreach (var serial in SerialsAsync(args[2], stop.Token))
        {
            var device = new StreamingDevice(serial, Information(serial));
            await using var pass = new AdobePassClient(options); // expect: AP1005
            try
            {
                _ = await pass.GetAccessTokenAsync(device, stop.Token);
                Console.WriteLine($"{serial}: ok");
            }
            catch (OperationCanceledException)
            {
                throw;
            }
            catch (Exception problem)
            {
                failed++;
                Console.WriteLine($"{serial}: {problem.GetType().Name}");
                await pass.DeleteCredentialsAsync(device, CancellationToken.None); // expect: AP1008
            }
        }

        return failed == 0 ? 0 : 1;
    }

    private static async IAsyncEnumerable<string> SerialsAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = File.OpenText(path);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line is not ['#', ..] and not "")
            {
                yield return line.Trim();
            }
        }
    }

    private static DeviceInformation Information(string serial) => new()
    {
        Model = serial[..3],
        Version = "2",
        OsName = OsName.Android,
        OsVersion = "12",
        ConnectionType = "WiFi",
    };
}
