using System.Security.Cryptography;
using AdobePass.Testing;

namespace AdobePass.Tests.Stores;

public sealed class ContractTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Checks => [.. CredentialStoreContract.All.Select(check => check.Name)];

    public static TheoryData<Defect, string> Defects => new()
    {
        { Defect.LastCreatorWins, "The second creator gets the entry of the first creator" },
        { Defect.LastCreatorWins, "Fifty parallel creators get the same entry" },
        { Defect.CreatorGetsHisOwn, "The second creator gets the entry of the first creator" },
        { Defect.CreatesInTwoSteps, "Fifty parallel creators get the same entry" },
        { Defect.NewVersionForTheSamePair, "Creating the same pair again returns the same entry" },
        { Defect.IgnoresTheVersion, "An entry is not replaced if the expected version is not current" },
        { Defect.IgnoresTheVersion, "Only one of fifty parallel replacements of one version succeeds" },
        { Defect.ReplacesInTwoSteps, "Only one of fifty parallel replacements of one version succeeds" },
        { Defect.ReplacesWhatIsAbsent, "An absent entry is not replaced" },
        { Defect.KeepsTheVersion, "An entry is replaced if the expected version is current" },
        { Defect.CountsVersionsPerEntry, "A version is never reused" },
        { Defect.ForgetsToDelete, "A deleted entry is absent and is not replaced" },
        { Defect.DeletesWithoutLooking, "A deleted entry is absent and is not replaced" },
        { Defect.HasOneEntryForAll, "Entries of different devices are independent" },
        { Defect.ReadsWhileItWrites, "An entry that is being replaced is always complete and never absent" },
        { Defect.DeletesBeforeItReplaces, "An entry that is being replaced is always complete and never absent" },
        { Defect.LosesScopes, "An entry is found as it was created" },
        { Defect.LosesOddCharacters, "An entry is found with every character that ids, secrets and scopes may have" },
        { Defect.CutsLongSecrets, "An entry without scopes and an entry with a long secret are found" },
        { Defect.KeepsNothing, "An entry is found as it was created" },
        { Defect.CreatesWhenItLooks, "An entry that was never created is absent" },
        { Defect.ProbesWithTheEntry, "EnsureWritableAsync creates no entry and changes no entry" },
        { Defect.IgnoresCancellation, "An operation that is cancelled before it starts changes nothing" },
        { Defect.GivesEverybodyTheTurn, "A lease has one holder at a time and can be acquired again after its release" },
        { Defect.GivesEverybodyTheTurn, "Leases that callers wait for never overlap" },
        { Defect.GivesTheTurnOnce, "A lease has one holder at a time and can be acquired again after its release" },
        { Defect.PendingReplaces, "A pending pair changes neither the pair in use nor the entry of another device" },
        { Defect.PendingOfOtherDevices, "A pending pair changes neither the pair in use nor the entry of another device" },
        { Defect.PendingKeepsTheVersion, "A pending pair changes neither the pair in use nor the entry of another device" },
        { Defect.PendingIgnoresTheVersion, "A pending pair is set only if the expected version is current" },
        { Defect.PendingSurvivesReplacement, "A replacement and a removal leave no pending pair" },
        { Defect.PendingIsSetInTwoSteps, "At most one of fifty parallel pending pairs for one version is stored" },
        { Defect.Throws, "An entry that was never created is absent" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Memory_store_passes_the_contract_checks(string check)
    {
        var store = new MemoryCredentialStore();
        return RunAsync(check, () => store);
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public Task File_store_passes_the_contract_checks(string check) => RunAsync(check, () => FileStores.Open(_folder.Path));

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Encrypted_file_store_passes_the_contract_checks(string check)
    {
        var protector = new AesProtector();
        return RunAsync(check, () => FileStores.Open(_folder.Path, protector));
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Store_without_defects_passes_the_contract_checks(string check) => RunAsync(check, Broken(Defect.None));

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task Store_with_a_defect_fails_the_contract_check(Defect defect, string check)
    {
        var fault = await Assert.ThrowsAsync<CredentialStoreContractException>(() => RunAsync(check, Broken(defect)));

        Assert.StartsWith(check + ". But ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("made up for", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_defect_is_tested_and_every_check_name_is_unique()
    {
        Assert.Equal(
            Enum.GetValues<Defect>().Where(defect => defect != Defect.None).Order(),
            Defects.Select(row => (Defect)((object[])row)[0]).Distinct().Order());
        Assert.Equal(CredentialStoreContract.All.Count, CredentialStoreContract.All.Select(check => check.ToString()).Distinct().Count());
    }

    [Fact]
    public async Task Exception_of_the_store_is_the_inner_exception()
    {
        var fault = await Assert.ThrowsAsync<CredentialStoreContractException>(
            () => CredentialStoreContract.All[0].RunAsync(Broken(Defect.Throws)));

        Assert.IsType<CredentialStoreException>(fault.InnerException);
        Assert.Contains("the store threw CredentialStoreException: The store is away (test).", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_check_throws_OperationCanceledException()
    {
        var store = new MemoryCredentialStore();
        var check = CredentialStoreContract.All.Single(check => check.Name == "An entry is found as it was created");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check.RunAsync(() => store, new CancellationToken(canceled: true)));
        Assert.Equal("open", (await Assert.ThrowsAsync<ArgumentNullException>(() => check.RunAsync(null!))).ParamName);
        await Assert.ThrowsAsync<CredentialStoreContractException>(() => check.RunAsync(() => null!));
    }

    private static Func<CredentialStore> Broken(Defect defect)
    {
        var medium = new BrokenStore.Medium();
        return () => new BrokenStore(defect, medium);
    }

    private static Task RunAsync(string check, Func<CredentialStore> open) =>
        CredentialStoreContract.All.Single(candidate => candidate.Name == check).RunAsync(open);

    /// <summary>Authenticated encryption with a key of this test.</summary>
    private sealed class AesProtector : CredentialProtector
    {
        private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

        public override byte[] Protect(CredentialKey key, byte[] content)
        {
            var sealedContent = new byte[28 + content.Length];
            RandomNumberGenerator.Fill(sealedContent.AsSpan(0, 12));
            using var aes = new AesGcm(_key, 16);
            aes.Encrypt(
                sealedContent.AsSpan(0, 12),
                content,
                sealedContent.AsSpan(28),
                sealedContent.AsSpan(12, 16),
                Convert.FromHexString(key.Value));
            return sealedContent;
        }

        public override UnprotectedContent Unprotect(CredentialKey key, byte[] protectedContent)
        {
            var content = new byte[protectedContent.Length - 28];
            using var aes = new AesGcm(_key, 16);
            aes.Decrypt(
                protectedContent.AsSpan(0, 12),
                protectedContent.AsSpan(28),
                protectedContent.AsSpan(12, 16),
                content,
                Convert.FromHexString(key.Value));
            return new UnprotectedContent(content, isOutdated: false);
        }
    }
}
