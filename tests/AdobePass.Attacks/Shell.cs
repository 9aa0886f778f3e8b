using System.Diagnostics;

namespace AdobePass.Attacks;

/// <summary>Starts commands of the operating system, and this program as a process of its own.</summary>
internal static class Shell
{
    /// <summary>Gets whether this process may mount file systems.</summary>
    public static bool CanMount => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    public static async Task RunAsync(string command, params string[] arguments)
    {
        if (await TryRunAsync(command, arguments).ConfigureAwait(false) is { } fault)
        {
            throw new InvalidOperationException($"{command} {string.Join(' ', arguments)}: {fault}");
        }
    }

    /// <summary>Runs a command.</summary>
    /// <returns>What went wrong, or <see langword="null"/>.</returns>
    public static async Task<string?> TryRunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync().ConfigureAwait(false);
        await output.ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode == 0 ? null : error.Trim();
    }

    /// <summary>Starts a child of <see cref="Child"/>.</summary>
    public static Process StartChild(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(typeof(Shell).Assembly.Location);
        }

        foreach (var argument in (string[])["child", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}

/// <summary>Represents an ext4 file system in a file, mounted until it is disposed.</summary>
internal sealed class ImageMount : IAsyncDisposable
{
    private ImageMount(string image, string folder)
    {
        Image = image;
        Folder = folder;
    }

    public string Image { get; }

    public string Folder { get; }

    /// <summary>Creates a file system and mounts it. Its journal commits on its own only after minutes, so what is on the device was synced.</summary>
    public static async Task<ImageMount> CreateAsync(string image, int megabytes)
    {
        await using (var file = File.Create(image))
        {
            file.SetLength(megabytes * 1024L * 1024);
        }

        await Shell.RunAsync("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", image).ConfigureAwait(false);
        return await MountAsync(image, "loop,commit=300").ConfigureAwait(false);
    }

    public static async Task<ImageMount> MountAsync(string image, string options = "loop")
    {
        var folder = image + ".mount";
        Directory.CreateDirectory(folder);
        await Shell.RunAsync("mount", "-o", options, image, folder).ConfigureAwait(false);
        return new ImageMount(image, folder);
    }

    public async ValueTask DisposeAsync()
    {
        for (var attempt = 0; attempt < 50 && await Shell.TryRunAsync("umount", Folder).ConfigureAwait(false) is not null; attempt++)
        {
            await Task.Delay(100).ConfigureAwait(false);
        }

        // Lazily, if it is still busy: nothing of an attack may stay mounted.
        await Shell.TryRunAsync("umount", "-l", Folder).ConfigureAwait(false);
    }
}
