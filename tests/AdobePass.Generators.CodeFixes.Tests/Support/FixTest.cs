using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Tests.Support;

/// <summary>What every fix has to hold: the text is as expected, the diagnostic is gone, nothing new is wrong, and a second time changes nothing.</summary>
internal static class FixTest
{
    public const string Head = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using AdobePass;
        using MyApp.RestV2;

        namespace MyApp;


        """;

    /// <summary>Fixes the first diagnostic and gives the project after it.</summary>
    public static async Task<UserWorkspace> FixesAsync(CodeFixProvider fix, string before, string after, string? key = null, string[]? others = null, string kind = "client")
    {
        var workspace = UserWorkspace.Create(before, kind, others ?? []);
        var problems = (await workspace.ProblemsAsync()).Count();
        var diagnostics = await workspace.DiagnosticsAsync();
        var diagnostic = diagnostics.First(each => fix.FixableDiagnosticIds.Contains(each.Id));
        var actions = await workspace.ActionsAsync(fix, diagnostic);
        Assert.All(actions, action => Assert.False(string.IsNullOrEmpty(action.EquivalenceKey)));
        var action = key is null ? Assert.Single(actions) : Assert.Single(actions, each => each.EquivalenceKey == key);

        var changed = await workspace.ApplyAsync(action);

        Assert.Equal(after, await changed.TextAsync());
        Assert.Equal(diagnostics.Count(each => each.Id == diagnostic.Id) - 1, (await changed.DiagnosticsAsync()).Count(each => each.Id == diagnostic.Id));
        var left = (await changed.ProblemsAsync()).ToList();
        Assert.True(left.Count <= problems, string.Join("\n", left));

        var again = await AgainAsync(workspace, changed, diagnostic);
        foreach (var second in (await changed.ActionsAsync(fix, again)).Where(each => each.EquivalenceKey == action.EquivalenceKey))
        {
            Assert.Equal(after, await (await changed.ApplyAsync(second)).TextAsync());
        }

        return changed;
    }

    public static async Task OffersNothingAsync(CodeFixProvider fix, string source, string kind = "client")
    {
        var workspace = UserWorkspace.Create(source, kind, []);
        var diagnostics = (await workspace.DiagnosticsAsync()).Where(each => fix.FixableDiagnosticIds.Contains(each.Id)).ToList();
        Assert.NotEmpty(diagnostics);
        foreach (var diagnostic in diagnostics)
        {
            Assert.Empty(await workspace.ActionsAsync(fix, diagnostic));
        }
    }

    public static async Task FixesAllAsync(CodeFixProvider fix, string before, string after, int left = 0, string kind = "client")
    {
        var workspace = UserWorkspace.Create(before, kind, []);
        var problems = (await workspace.ProblemsAsync()).Count();
        var changed = await workspace.FixAllAsync(fix, fix.FixableDiagnosticIds[0]);

        Assert.Equal(after, await changed.TextAsync());
        Assert.Equal(left, (await changed.DiagnosticsAsync()).Count(each => fix.FixableDiagnosticIds.Contains(each.Id)));
        Assert.True((await changed.ProblemsAsync()).Count() <= problems, string.Join("\n", await changed.ProblemsAsync()));
        Assert.Equal(after, await (await changed.FixAllAsync(fix, fix.FixableDiagnosticIds[0])).TextAsync());
    }

    // The same diagnostic, as an editor that has not looked again would still have it: moved with the text.
    private static async Task<Diagnostic> AgainAsync(UserWorkspace before, UserWorkspace after, Diagnostic diagnostic)
    {
        var changes = (await after.Document.GetTextAsync()).GetTextChanges(await before.Document.GetTextAsync());
        var start = diagnostic.Location.SourceSpan.Start;
        start += changes.Where(change => change.Span.End <= start).Sum(change => change.NewText!.Length - change.Span.Length);
        var root = (await after.Document.GetSyntaxRootAsync())!;
        return Diagnostic.Create(diagnostic.Descriptor, Location.Create(root.SyntaxTree, root.FindToken(start).Span), diagnostic.Properties, diagnostic.GetMessage());
    }
}
