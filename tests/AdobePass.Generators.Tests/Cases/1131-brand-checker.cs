// title: Command line checker that goes through the brands of a company
// kind: console
// rule: AP1005
// why: a client and so a token for each brand, and each run is a new device
using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using AdobePass;

namespace Brand.Checker;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var folder = args.FirstOrDefault() ?? ".";
        var information = new DeviceInformation
        {
            Model = "checker",
            Version = "2",
            OsName = OsName.Linux,
            OsVersion = Environment.OSVersion.Version.ToString(),
            ConnectionType = "LAN",
        };
        var options = new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseStaging,
            SoftwareStatement = new SoftwareStatement(File.ReadAllText(Path.Combine(folder, "statement.txt")).Trim()),
            CredentialStore = new FileCredentialStore(Path.Combine(folder, "store"), new FileStoreOptions { AllowCreation = true }),
            Device = new StreamingDevice("checker-" + Environment.TickCount64, information), // expect: AP2006
        };

        var failures = 0;
        foreach (var brand in File.ReadLines(Path.Combine(folder, "brands.txt")).Where(line => line.Length > 0))
        {
            using var client = new AdobePassClient(options); // expect: AP1005
            try
            {
                var health = await client.CheckHealthAsync();
                var token = await client.GetAccessTokenAsync();
                Console.WriteLine($"{brand,-12} healthy: {health.IsHealthy}, token: {token}");
            }
            catch (AdobePassException e)
            {
                failures++;
                Console.Error.WriteLine($"{brand,-12} {e.Message}");
            }
        }

        return failures == 0 ? 0 : 1;
    }
}
