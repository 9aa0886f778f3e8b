using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP4012: A decision is read by its position.</summary>
public class AP4012Tests
{
    private const string Rule = "AP4012";

    private const string Types = """
        record Decision(string Resource, bool Authorized);
        class DecisionsResponse
        {
            public IReadOnlyList<Decision> Decisions { get; set; } = new List<Decision>();
            public Decision[] Array => null!;
        }
        class Own { public Decision[] Decisions = []; public List<int> Numbers = []; }
        class Poll { public List<string> Decisions { get; set; } = []; }
        """;

    [Theory]
    [InlineData("bool M(DecisionsResponse r) => [|r.Decisions[0]|].Authorized;")]
    [InlineData("bool M(DecisionsResponse r) => [|r.Decisions.First()|].Authorized;")]
    [InlineData("bool M(DecisionsResponse r) => [|Enumerable.Last(r.Decisions)|].Authorized;")]
    [InlineData("Decision M(DecisionsResponse r) => [|r.Decisions.Single()|];")]
    [InlineData("Decision? M(DecisionsResponse r) => [|r.Decisions.SingleOrDefault()|];")]
    [InlineData("Decision M(DecisionsResponse r) => [|r.Decisions.ElementAt(1)|];")]
    [InlineData("Decision M(Own r) => [|r.Decisions[0]|];")]
    [InlineData("Decision M(Own r) => [|r.Decisions[^1]|];")]
    [InlineData("async Task<bool> M(Task<DecisionsResponse> r) => [|(await r).Decisions[0]|] is { Authorized: true };")]
    [InlineData("const int First = 0; Decision M(Own r) => [|r.Decisions[First]|];")]
    [InlineData("bool M(JsonElement e) => [|e.GetProperty(\"decisions\")[0]|].GetProperty(\"authorized\").GetBoolean();")]
    [InlineData("JsonElement M(JsonElement e) => [|e.GetProperty(\"decisions\").EnumerateArray().First()|];")]
    [InlineData("JsonNode? M(JsonNode n) => [|n[\"decisions\"]![0]|];")]
    [InlineData("JsonNode? M(JsonNode n) => [|n[\"decisions\"]!.AsArray()[0]|];")]
    public async Task Decision_by_position_is_reported(string member) => await RunAsync(member);

    [Theory]
    [InlineData("Decision? M(DecisionsResponse r) => r.Decisions.FirstOrDefault();")]
    [InlineData("Decision M(DecisionsResponse r) => r.Decisions.First(d => d.Resource == \"a\");")]
    [InlineData("Decision? M(DecisionsResponse r) => r.Decisions.Count == 1 ? r.Decisions[0] : null;")]
    [InlineData("Decision? M(DecisionsResponse r) { if (r.Decisions.Count == 0) { return null; } return r.Decisions[0]; }")]
    [InlineData("Decision? M(Own r) => r.Decisions.Length > 0 ? r.Decisions[0] : null;")]
    [InlineData("Decision? M(Own r) => r.Decisions.Any() ? r.Decisions.First() : null;")]
    [InlineData("Decision? M(Own r) => r.Decisions is [var only] ? only : null;")]
    [InlineData("Decision? M(Own r) => r is { Decisions: [var first, ..] } ? first : null;")]
    [InlineData(
        "void M(Own r) { for (var i = 0; i < r.Decisions.Length; i++) { _ = r.Decisions[i]; } foreach (var d in r.Decisions) { } }")]
    [InlineData("Decision M(DecisionsResponse r) => r.Array[0];")]
    [InlineData("int M(Own r) => r.Numbers[0];")]
    [InlineData("string M(Poll p) => p.Decisions[0];")]
    [InlineData("JsonElement M(JsonElement e) => e.GetProperty(\"profiles\")[0];")]
    [InlineData(
        "bool M(JsonElement e) => e.GetProperty(\"decisions\").GetArrayLength() > 0 && e.GetProperty(\"decisions\")[0].GetBoolean();")]
    public async Task Correct_code_is_not_reported(string member) => await RunAsync(member);

    private static Task RunAsync(string member)
    {
        const string Usings = """
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Text.Json;
            using System.Text.Json.Nodes;
            using System.Threading.Tasks;
            using AdobePass;

            """;
        return RuleTest.ReportsAsync(Rule, Usings + Types + "\nclass C { " + member + " }");
    }
}
