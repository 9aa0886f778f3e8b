// title: forgets the device when the network fails
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using AdobePass;

namespace DeskTv.Start;

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var device = new StreamingDevice(File.ReadAllText("device"), new DeviceInformation
        {
            Model = "DeskTv", Version = "1", OsName = OsName.Windows, OsVersion = "11", ConnectionType = "LAN",
        });
        using var client = new AdobePassClient(new AdobePassOptions
        {
            SoftwareStatement = new SoftwareStatement(File.ReadAllText("statement")),
            CredentialStore = new FileCredentialStore("store"),
            Device = device,
        });
        foreach (var step in args)
        {
            try
            {
                await RunAsync(step);
            }
            catch (HttpRequestException)
            {
                Console.Error.WriteLine(step + " failed, starting from scratch");
                await client.DeleteCredentialsAsync(device); // expect: AP1008
            }
        }
    }

    private static Task RunAsync(string step) => step.Length == 0 ? Task.FromException(new HttpRequestException("empty")) : Task.CompletedTask;
}
