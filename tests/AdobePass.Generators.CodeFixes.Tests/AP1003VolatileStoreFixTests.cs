using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP1003.</summary>
public class AP1003VolatileStoreFixTests
{
    private const string Arguments =
        "System.IO.Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.LocalApplicationData, " +
        "System.Environment.SpecialFolderOption.Create), \"adobe-pass\"), new FileStoreOptions { AllowCreation = true }";

    [Theory]
    [InlineData(
        "o.CredentialStore = new MemoryCredentialStore(); // kept",
        "o.CredentialStore = new FileCredentialStore(" + Arguments + "); // kept")]
    [InlineData(
        "o.CredentialStore = new /* a */ MemoryCredentialStore( /* b */ );",
        "o.CredentialStore = new /* a */ FileCredentialStore(" + Arguments + " /* b */ );")]
    [InlineData(
        "o.CredentialStore = new MemoryCredentialStore { };",
        "o.CredentialStore = new FileCredentialStore(" + Arguments + ") { };")]
    [InlineData(
        "o.CredentialStore = new global::AdobePass.MemoryCredentialStore();",
        "o.CredentialStore = new global::AdobePass.FileCredentialStore(" + Arguments + ");")]
    [InlineData("o.CredentialStore = (new MemoryCredentialStore());", "o.CredentialStore = (new FileCredentialStore(" + Arguments + "));")]
    [InlineData(
        "var store = new MemoryCredentialStore(); o.CredentialStore = store;",
        "var store = new FileCredentialStore(" + Arguments + "); o.CredentialStore = store;")]
    [InlineData(
        "CredentialStore store = o.CredentialStore ?? new MemoryCredentialStore();",
        "CredentialStore store = o.CredentialStore ?? new FileCredentialStore(" + Arguments + ");")]
    [InlineData("Take(new MemoryCredentialStore());", "Take(new FileCredentialStore(" + Arguments + "));")]
    [InlineData(
        "o = new AdobePassOptions { CredentialStore = new MemoryCredentialStore() };",
        "o = new AdobePassOptions { CredentialStore = new FileCredentialStore(" + Arguments + ") };")]
    public async Task Memory_store_is_replaced_with_a_file_store(string before, string after)
    {
        await FixTest.FixesAsync(new VolatileStoreFix(), Wrap(before), Wrap(after), kind: "client");
        await FixTest.FixesAsync(new VolatileStoreFix(), Wrap(before), Wrap(after), kind: "server");
    }

    [Fact]
    public async Task Ambiguous_type_name_is_fully_qualified() => await FixTest.FixesAsync(
        new VolatileStoreFix(),
        Wrap("o.CredentialStore = new MemoryCredentialStore();") + "class FileCredentialStore { }\n",
        Wrap("o.CredentialStore = new AdobePass.FileCredentialStore(" + Arguments + ");") + "class FileCredentialStore { }\n");

    [Theory]
    [InlineData("MemoryCredentialStore store = new MemoryCredentialStore();")]
    [InlineData("MemoryCredentialStore store = new();")]
    [InlineData("var store = new MemoryCredentialStore(); TakeMemory(store);")]
    [InlineData("TakeMemory(new MemoryCredentialStore());")]
    [InlineData("TakeAny(new MemoryCredentialStore());")]
    public async Task No_fix_is_offered_where_the_memory_store_type_is_required(string source) =>
        await FixTest.OffersNothingAsync(new VolatileStoreFix(), Wrap(source));

    [Fact]
    public async Task No_fix_is_offered_for_a_user_defined_store()
    {
        const string Source = """
            using System.Collections.Generic;
            using System.Threading;
            using System.Threading.Tasks;
            using AdobePass;

            class MyStore : CredentialStore
            {
                private readonly Dictionary<string, StoredCredentials> _all = new();
                public override ValueTask<StoredCredentials?> FindAsync(CredentialKey partition, CancellationToken cancellationToken) => default;
                public override ValueTask EnsureWritableAsync(CredentialKey partition, CancellationToken cancellationToken) => default;
                public override ValueTask<StoredCredentials> CreateAsync(CredentialKey partition, ClientCredentials credentials, CancellationToken cancellationToken) => default;
                public override ValueTask<StoredCredentials?> TryReplaceAsync(CredentialKey partition, ClientCredentials credentials, string expectedVersion, CancellationToken cancellationToken) => default;
                public override ValueTask<bool> DeleteAsync(CredentialKey partition, CancellationToken cancellationToken) => default;
            }
            """;

        await FixTest.OffersNothingAsync(new VolatileStoreFix(), Source);
    }

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document() => await FixTest.FixesAllAsync(
        new VolatileStoreFix(),
        Wrap(
            "o.CredentialStore = new MemoryCredentialStore();\r\n        TakeMemory(new MemoryCredentialStore());\r\n"
            + "        Take(new MemoryCredentialStore());"),
        Wrap(
            "o.CredentialStore = new FileCredentialStore(" + Arguments
            + ");\r\n        TakeMemory(new MemoryCredentialStore());\r\n        Take(new FileCredentialStore(" + Arguments + "));"),
        left: 1);

    private static string Wrap(string statements) =>
        $"using AdobePass;\n\nclass C\n{{\n    void M(AdobePassOptions o)\n    {{\n        {statements}\n    }}\n\n"
        + $"    void Take(CredentialStore s) {{ }}\n    void TakeMemory(MemoryCredentialStore s) {{ }}\n    void TakeAny<T>(T s) {{ }}\n"
        + $"}}\n";
}
