using System.Reflection;
using System.Runtime.Loader;
using AdobePass.Generators.CodeFixes.Tests.Support;
using AdobePass.Generators.Tests.Support;
using AdobePass.Testing;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>
/// An ordinary hand-written client with 18 mistakes: what the rules report, what the fixes leave, and the same client after its author
/// followed the messages.
/// </summary>
public class HandWrittenClientTests
{
    private static readonly string[] Mistakes =
    [
        "AP1001", "AP1002", "AP1004", "AP1009", "AP2001", "AP2002", "AP2004", "AP2006", "AP2007", "AP2010", "AP2011", "AP2012", "AP3002",
        "AP4001", "AP4002", "AP4003", "AP4010", "AP4012",
    ];

    // Where only the author knows the value, or what the code is meant to do. The fix of AP1001 also ends AP1002: the method that a 401 calls
    // then registers only if the store has no credentials.
    private static readonly string[] WithoutFix =
    [
        "AP1009", "AP2001", "AP2002", "AP2004", "AP2006", "AP2010", "AP4003", "AP4012",
    ];

    private static string Before => Read("before").Replace("(software statement)", MadeUpTokens.Statement(), StringComparison.Ordinal);

    [Fact]
    public async Task Each_of_the_18_mistakes_is_reported() =>
        Assert.Equal(Mistakes, await IdsAsync(UserWorkspace.Create(Before)));

    [Fact]
    public async Task Code_compiles_after_each_fix_and_only_mistakes_without_a_fix_remain()
    {
        var workspace = UserWorkspace.Create(Before);
        Assert.Empty(await ErrorsAsync(workspace));
        foreach (var fix in RulesTests.Fixes.OrderBy(static fix => fix.FixableDiagnosticIds[0], StringComparer.Ordinal))
        {
            workspace = await FixAllAsync(workspace, fix);
            var errors = await ErrorsAsync(workspace);
            Assert.True(errors.Count == 0, $"{fix.GetType().Name}:\n{string.Join("\n", errors)}\n{await workspace.TextAsync()}");
        }

        Assert.Equal(WithoutFix, await IdsAsync(workspace));
    }

    [Fact]
    public async Task Nothing_is_reported_after_the_messages_were_followed() =>
        Assert.Empty((await UserWorkspace.Create(Read("after")).DiagnosticsAsync()).Select(static each => each.ToString()));

    [Fact]
    public async Task Corrected_client_gets_a_decision_from_the_fake()
    {
        await using var fake = new FakeAdobePass();
        using var http = new HttpClient(fake.CreateHandler());
        var assembly = await LoadAsync(UserWorkspace.Create(Read("after")));
        object pass = Activator.CreateInstance(
            assembly.GetType("Harbour.Box.HarbourPass")!,
            http,
            new MemoryCredentialStore(),
            fake.CreateSoftwareStatement(),
            "box-0001",
            "CHAN1")!;
        var run = assembly.GetType("Harbour.Box.Program")!.GetMethod("RunAsync")!;

        var mayPlay = await (Task<bool>)run.Invoke(null, [pass, "MvpdAlpha", "res-1", (Action<string>)(code => fake.CompleteLogin(code))])!;

        Assert.True(mayPlay);
        Assert.Equal(1, fake.Registrations);
        Assert.Equal(1, fake.TokenRequests);
        Assert.Empty(fake.Rejections);
    }

    private static string Read(string state) => File.ReadAllText(
        Path.Combine(Repository.Root, "tests", "AdobePass.Generators.CodeFixes.Tests", "Clients", $"HarbourPass.{state}.cs"));

    // AP4014 says of the project what AP4010 says of the URL.
    private static async Task<IEnumerable<string>> IdsAsync(UserWorkspace workspace) => (await workspace.DiagnosticsAsync())
        .Select(static each => each.Id)
        .Where(static id => id != "AP4014")
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static async Task<List<string>> ErrorsAsync(UserWorkspace workspace) =>
        [.. (await workspace.ProblemsAsync()).Where(static each => each.Contains("error", StringComparison.Ordinal))];

    private static async Task<UserWorkspace> FixAllAsync(UserWorkspace workspace, CodeFixProvider fix)
    {
        foreach (var diagnostic in (await workspace.DiagnosticsAsync()).Where(each => fix.FixableDiagnosticIds.Contains(each.Id)))
        {
            if (await workspace.ActionsAsync(fix, diagnostic) is [{ EquivalenceKey: { } key } action, ..])
            {
                return fix.GetFixAllProvider() is null ? await workspace.ApplyAsync(action) : await workspace.FixAllAsync(fix, key);
            }
        }

        return workspace;
    }

    private static async Task<Assembly> LoadAsync(UserWorkspace workspace)
    {
        using var image = new MemoryStream();
        var emitted = (await workspace.Project.GetCompilationAsync())!.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }
}
