using AdobePass.Testing;

namespace AdobePass.Redis.Tests;

[Collection(ServerCollection.Name)]
public sealed class ContractTests(SharedServers servers)
{
    public static TheoryData<string, string, bool> Checks
    {
        get
        {
            var rows = new TheoryData<string, string, bool>();
            string[] kinds = TestServer.RedisPath is null ? [TestServer.Garnet] : [TestServer.Garnet, TestServer.Redis, TestServer.Cluster];
            foreach (var kind in kinds)
            {
                foreach (var check in CredentialStoreContract.All)
                {
                    rows.Add(kind, check.Name, false);
                    if (kind != TestServer.Cluster)
                    {
                        rows.Add(kind, check.Name, true);
                    }
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Store_passes_the_contract_checks(string kind, string check, bool encrypted)
    {
        var (one, other) = await servers.ConnectAsync(kind);
        var options = new RedisStoreOptions { AllowCreation = true, Protector = encrypted ? new KeyRing() : null };
        var opened = 0;

        await CredentialStoreContract.All.Single(candidate => candidate.Name == check).RunAsync(
            () => new RedisCredentialStore(Interlocked.Increment(ref opened) % 2 == 0 ? one : other, options));
    }
}
