using System.Runtime.InteropServices;
using AdobePass;
using AdobePass.Testing;

namespace QuickStart;

/// <summary>What this installation of the app keeps between runs: the device, and the state of the fake service where that is used.</summary>
internal sealed class Installation(string? folder)
{
    private string? DeviceFile => folder is null ? null : Path.Combine(folder, "device-identifier");

    private string? FakeFile => folder is null ? null : Path.Combine(folder, "fake-service.json");

    /// <summary>The device this app runs on. Its identifier is made once and never changes: a new one would log the viewer out.</summary>
    public StreamingDevice GetDevice()
    {
        var identifier = DeviceFile is { } file && File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        if (identifier is { Length: 0 })
        {
            throw new InvalidOperationException($"{DeviceFile} is empty. Restore it, or delete the folder to begin as a new device.");
        }

        if (identifier is null)
        {
            identifier = Guid.NewGuid().ToString();
            Write(DeviceFile, identifier);
        }

        return new StreamingDevice(identifier, new DeviceInformation
        {
            Model = "QuickStart",
            Version = "1.0",
            OsName = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? OsName.Windows : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? OsName.MacOS : OsName.Linux,
            OsVersion = Environment.OSVersion.Version.ToString(),
            ConnectionType = "LAN",
            PrimaryHardwareType = HardwareType.Desktop,
        });
    }

    public void Configure(AdobePassOptions options)
    {
        if (folder is null)
        {
            options.CredentialStore = new MemoryCredentialStore();
            return;
        }

        // The first start of an installation finds no folder.
        options.CredentialStore = new FileCredentialStore(folder, new FileStoreOptions { AllowCreation = true });
    }

    /// <summary>Gives the fake back what it issued in earlier runs, as a real service would remember it.</summary>
    public string RestoreFake(FakeAdobePass fake)
    {
        if (FakeFile is { } file && File.Exists(file))
        {
            fake.ImportState(File.ReadAllText(file));
        }

        return fake.CreateSoftwareStatement();
    }

    public void SaveFake(FakeAdobePass fake)
    {
        Write(FakeFile, fake.ExportState());
    }

    // Beside its place first, so that a killed run leaves the old file or the new.
    private void Write(string? file, string text)
    {
        if (file is not null)
        {
            Directory.CreateDirectory(folder!);
            File.WriteAllText(file + ".tmp", text);
            File.Move(file + ".tmp", file, overwrite: true);
        }
    }
}
