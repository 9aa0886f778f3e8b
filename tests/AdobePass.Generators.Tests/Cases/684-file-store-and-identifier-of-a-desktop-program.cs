// title: file store and identifier of a desktop program
// kind: console
// expect: none
using System;
using System.IO;
using System.Threading.Tasks;
using AdobePass;

namespace DeskTv.Start;

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "desktv");
        Directory.CreateDirectory(folder);
        var idFile = Path.Combine(folder, "device");
        if (!File.Exists(idFile))
        {
            await File.WriteAllTextAsync(idFile, Guid.NewGuid().ToString());
        }

        using var client = new AdobePassClient(new AdobePassOptions
        {
            SoftwareStatement = new SoftwareStatement(await File.ReadAllTextAsync(Path.Combine(folder, "statement.jwt"))),
            CredentialStore = new FileCredentialStore(folder, new FileStoreOptions { AllowCreation = true }),
            Device = new StreamingDevice(await File.ReadAllTextAsync(idFile), new DeviceInformation
            {
                Model = "DeskTv", Version = "1", OsName = OsName.Windows, OsVersion = "11", ConnectionType = "LAN",
            }),
        });
        Console.WriteLine($"started with {client} for {args.Length} channels");
    }
}
