using System.Diagnostics;
using System.Globalization;
using AdobePass.Testing;

namespace AdobePass.Tests.Stores;

public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_process_killed_while_it_writes_leaves_whole_entries()
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
                var partition = CredentialPartition.Create("kill", device.ToString(CultureInfo.InvariantCulture));
                if (await store.FindAsync(partition, default) is { } entry)
                {
                    Assert.True(Program.IsWhole(entry.Credentials));
                    Assert.NotNull(await store.TryReplaceAsync(partition, Program.Pair("p" + round), entry.Version, default));
                    read++;
                }
            }
        }

        Assert.InRange(read, 10, 70);
    }

    [Fact]
    public async Task A_process_killed_between_registration_and_store_leaves_nothing_wrong()
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
    public async Task A_process_killed_between_store_and_token_leaves_the_pair_for_the_next()
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

    [Fact]
    public async Task Two_processes_that_create_the_same_hundred_entries_agree_on_each()
    {
        using var first = Start("create", _folder.Path, "first-", "100");
        using var second = Start("create", _folder.Path, "second-", "100");
        Assert.Equal("ready", await first.StandardOutput.ReadLineAsync());
        Assert.Equal("ready", await second.StandardOutput.ReadLineAsync());
        await first.StandardInput.WriteLineAsync();
        await second.StandardInput.WriteLineAsync();

        var firstSaw = first.StandardOutput.ReadToEndAsync();
        var secondSaw = second.StandardOutput.ReadToEndAsync();
        var fromFirst = (await firstSaw).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var fromSecond = (await secondSaw).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.Equal(100, fromFirst.Length);
        Assert.Equal(fromFirst, fromSecond);
        var store = FileStores.Open(_folder.Path);
        for (var i = 0; i < 100; i++)
        {
            var entry = await store.FindAsync(CredentialPartition.Create("two", i.ToString(CultureInfo.InvariantCulture)), default);
            Assert.Equal(fromFirst[i], entry!.Credentials.ClientId);
            Assert.True(Program.IsWhole(entry.Credentials));
        }
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
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
