using System.Security.Cryptography;
using AdobePass.Testing;

namespace AdobePass.Tests.Stores;

public sealed class ContractTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Checks => [.. CredentialStoreContract.All.Select(check => check.Name)];

    public static TheoryData<Defect, string> Defects => new()
    {
        { Defect.LastCreatorWins, "Who creates second gets the entry of who was first" },
        { Defect.LastCreatorWins, "Fifty parallel creators get one entry" },
        { Defect.CreatorGetsHisOwn, "Who creates second gets the entry of who was first" },
        { Defect.CreatesInTwoSteps, "Fifty parallel creators get one entry" },
        { Defect.NewVersionForTheSamePair, "Who creates the same pair again gets the same entry" },
        { Defect.IgnoresTheVersion, "An entry with another version is not replaced" },
        { Defect.IgnoresTheVersion, "Fifty parallel replacements of one version have one winner" },
        { Defect.ReplacesInTwoSteps, "Fifty parallel replacements of one version have one winner" },
        { Defect.ReplacesWhatIsAbsent, "An entry that is absent is not replaced" },
        { Defect.KeepsTheVersion, "An entry is replaced with the version that was seen" },
        { Defect.CountsVersionsPerEntry, "A version never comes back" },
        { Defect.ForgetsToDelete, "An entry that was deleted is absent and is not replaced" },
        { Defect.DeletesWithoutLooking, "An entry that was deleted is absent and is not replaced" },
        { Defect.HasOneEntryForAll, "Partitions do not touch each other" },
        { Defect.ReadsWhileItWrites, "An entry that is being replaced is always whole and never absent" },
        { Defect.DeletesBeforeItReplaces, "An entry that is being replaced is always whole and never absent" },
        { Defect.LosesScopes, "An entry is found as it was created" },
        { Defect.LosesOddCharacters, "An entry is found with every character that ids, secrets and scopes may have" },
        { Defect.CutsLongSecrets, "An entry without scopes and an entry with a long secret are found" },
        { Defect.KeepsNothing, "An entry is found as it was created" },
        { Defect.CreatesWhenItLooks, "An entry that was never created is absent" },
        { Defect.ProbesWithTheEntry, "Making sure that the store can be written creates and changes nothing" },
        { Defect.IgnoresCancellation, "What is cancelled before it begins changes nothing" },
        { Defect.GivesEverybodyTheTurn, "A turn is given to one at a time, and again after its end" },
        { Defect.GivesEverybodyTheTurn, "Turns that are waited for never overlap" },
        { Defect.GivesTheTurnOnce, "A turn is given to one at a time, and again after its end" },
        { Defect.PendingReplaces, "A pending pair changes neither the pair in use nor another device" },
        { Defect.PendingOfOtherDevices, "A pending pair changes neither the pair in use nor another device" },
        { Defect.PendingKeepsTheVersion, "A pending pair changes neither the pair in use nor another device" },
        { Defect.PendingIgnoresTheVersion, "A pending pair needs the version that was seen" },
        { Defect.PendingSurvivesReplacement, "A replacement and a removal leave no pending pair" },
        { Defect.PendingIsSetInTwoSteps, "Fifty parallel pending pairs of one version have one winner" },
        { Defect.Throws, "An entry that was never created is absent" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Checks))]
    public Task The_store_in_memory_keeps_the_contract(string check)
    {
        var store = new MemoryCredentialStore();
        return RunAsync(check, () => store);
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public Task The_store_in_files_keeps_the_contract(string check) => RunAsync(check, () => FileStores.Open(_folder.Path));

    [Theory]
    [MemberData(nameof(Checks))]
    public Task The_store_in_encrypted_files_keeps_the_contract(string check)
    {
        var protector = new AesProtector();
        return RunAsync(check, () => FileStores.Open(_folder.Path, protector));
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public Task The_store_that_the_defects_are_put_into_keeps_the_contract(string check) => RunAsync(check, Broken(Defect.None));

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_broken_store_is_caught(Defect defect, string check)
    {
        var fault = await Assert.ThrowsAsync<CredentialStoreContractException>(() => RunAsync(check, Broken(defect)));

        Assert.StartsWith(check + ". But ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("made up for", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_defect_is_tried_and_every_name_is_unique()
    {
        Assert.Equal(
            Enum.GetValues<Defect>().Where(defect => defect != Defect.None).Order(),
            Defects.Select(row => (Defect)((object[])row)[0]).Distinct().Order());
        Assert.Equal(CredentialStoreContract.All.Count, CredentialStoreContract.All.Select(check => check.ToString()).Distinct().Count());
    }

    [Fact]
    public async Task A_fault_of_the_store_is_the_cause_of_the_failure()
    {
        var fault = await Assert.ThrowsAsync<CredentialStoreContractException>(() => CredentialStoreContract.All[0].RunAsync(Broken(Defect.Throws)));

        Assert.IsType<CredentialStoreException>(fault.InnerException);
        Assert.Contains("the store threw CredentialStoreException: The store is away (test).", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_is_cancelled_ends_as_cancelled()
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

    private static Task RunAsync(string check, Func<CredentialStore> open) => CredentialStoreContract.All.Single(candidate => candidate.Name == check).RunAsync(open);

    /// <summary>Authenticated encryption with a key of this test.</summary>
    private sealed class AesProtector : CredentialProtector
    {
        private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

        public override byte[] Protect(CredentialKey key, byte[] content)
        {
            var sealedContent = new byte[28 + content.Length];
            RandomNumberGenerator.Fill(sealedContent.AsSpan(0, 12));
            using var aes = new AesGcm(_key, 16);
            aes.Encrypt(sealedContent.AsSpan(0, 12), content, sealedContent.AsSpan(28), sealedContent.AsSpan(12, 16), Convert.FromHexString(key.Value));
            return sealedContent;
        }

        public override UnprotectedContent Unprotect(CredentialKey key, byte[] protectedContent)
        {
            var content = new byte[protectedContent.Length - 28];
            using var aes = new AesGcm(_key, 16);
            aes.Decrypt(protectedContent.AsSpan(0, 12), protectedContent.AsSpan(28), protectedContent.AsSpan(12, 16), content, Convert.FromHexString(key.Value));
            return new UnprotectedContent(content, isOutdated: false);
        }
    }
}
