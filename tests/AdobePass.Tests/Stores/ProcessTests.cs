using System.Diagnostics;
using System.Globalization;
using AdobePass.Testing;

namespace AdobePass.Tests.Stores;

public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Process_killed_while_writing_leaves_complete_entries()
    {
        var random = new Random(7);
        var store = FileStores.Open(_folder.Path);
        var read = 0;
        for (var round = 0; round < 10; round++)
        {
            using var writer = Start("write", _folder.Path);
            var lines = random.Next(1, 60);
            for (var line = 0; line < lines; line++)
            {
                Assert.NotNull(await writer.StandardOutput.ReadLineAsync());
            }

            await KillAsync(writer);
            for (var device = 0; device < 7; device++)
            {
                var key = CredentialKey.Create("kill", device.ToString(CultureInfo.InvariantCulture));
                if (await store.FindAsync(key, default) is { } entry)
                {
                    Assert.True(Program.IsWhole(entry.Credentials));
                    Assert.NotNull(await store.TryReplaceAsync(key, Program.Pair("p" + round), entry.Version, default));
                    read++;
                }
            }
        }

        Assert.InRange(read, 10, 70);
    }

    [Fact]
    public async Task Process_killed_between_registration_and_store_leaves_a_consistent_store()
    {
        await using var service = new Service();
        var address = await service.Fake.StartAsync();
        using (var process = Start("register", _folder.Path, address.AbsoluteUri, service.Statement))
        {
            Assert.Equal("registered", await process.StandardOutput.ReadLineAsync());
            await KillAsync(process);
        }

        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(0, service.Fake.TokenRequests);
        var client = await service.LoopbackClientAsync(options =>
        {
            options.CredentialStore = FileStores.Open(_folder.Path);
            options.CredentialScope = "kill";
        });
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(2, service.Fake.Registrations);
        Assert.Equal(1, service.Count(FakeOperation.Profiles, 200));
    }

    [Fact]
    public async Task Process_killed_between_store_and_token_leaves_a_usable_pair()
    {
        await using var service = new Service();
        var address = await service.Fake.StartAsync();
        using (var process = Start("persist", _folder.Path, address.AbsoluteUri, service.Statement))
        {
            Assert.Equal("stored", await process.StandardOutput.ReadLineAsync());
            await KillAsync(process);
        }

        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(0, service.Fake.TokenRequests);
        var client = await service.LoopbackClientAsync(options =>
        {
            options.CredentialStore = FileStores.Open(_folder.Path);
            options.CredentialScope = "kill";
        });
        await client.GetProfilesAsync("CHAN1");

        Assert.Equal(1, service.Fake.Registrations);
        Assert.Equal(1, service.Fake.TokenRequests);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.turn", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Processes_that_create_the_same_hundred_entries_agree_on_each(bool disablesFileLocking)
    {
        var seen = await RaceAsync("create", disablesFileLocking, "first-", "second-", "third-");

        Assert.Equal(100, seen[0].Length);
        Assert.All(seen, lines => Assert.Equal(seen[0], lines));
        var store = FileStores.Open(_folder.Path);
        for (var i = 0; i < 100; i++)
        {
            var entry = await store.FindAsync(CredentialKey.Create("two", i.ToString(CultureInfo.InvariantCulture)), default);
            Assert.Equal(seen[0][i], entry!.Credentials.ClientId);
            Assert.True(Program.IsWhole(entry.Credentials));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_one_process_replaces_the_same_version(bool disablesFileLocking)
    {
        var store = FileStores.Open(_folder.Path);
        for (var i = 0; i < 100; i++)
        {
            await store.CreateAsync(CredentialKey.Create("two", i.ToString(CultureInfo.InvariantCulture)), Program.Pair("old"), default);
        }

        var seen = await RaceAsync("replace", disablesFileLocking, "first-", "second-", "third-");

        for (var i = 0; i < 100; i++)
        {
            var winner = Assert.Single(seen.Select(lines => lines[i]), line => line != "lost");
            var entry = await store.FindAsync(CredentialKey.Create("two", i.ToString(CultureInfo.InvariantCulture)), default);
            Assert.Equal(winner, entry!.Credentials.ClientId);
            Assert.True(Program.IsWhole(entry.Credentials));
        }
    }

    private async Task<string[][]> RaceAsync(string mode, bool disablesFileLocking, params string[] names)
    {
        var processes = names.Select(name => Start(disablesFileLocking, mode, _folder.Path, name, "100")).ToArray();
        try
        {
            foreach (var process in processes)
            {
                Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
            }

            foreach (var process in processes)
            {
                await process.StandardInput.WriteLineAsync();
            }

            var texts = await Task.WhenAll(processes.Select(process => process.StandardOutput.ReadToEndAsync()));
            return [.. texts.Select(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        }
        finally
        {
            foreach (var process in processes)
            {
                process.Dispose();
            }
        }
    }

    private static Process Start(params string[] arguments) => Start(disablesFileLocking: false, arguments);

    private static Process Start(bool disablesFileLocking, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (disablesFileLocking)
        {
            start.Environment["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1";
        }

        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task KillAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
    }
}
