using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP4012.</summary>
public class AP4012DecisionByPositionFixTests
{
    [Theory]
    [InlineData(
        "var r = await api.AuthorizeAsync(\"C\", \"M\", new DecisionsRequest { Resources = [\"res-1\"] }); "
        + "return r.Decisions[0].Authorized; // now",
        "var r = await api.AuthorizeAsync(\"C\", \"M\", new DecisionsRequest { Resources = [\"res-1\"] }); return (r.Find(\"res-1\") ?? "
        + "throw new InvalidOperationException(\"The response has no decision for the resource.\")).Authorized; // now")]
    [InlineData(
        "var r = await api.AuthorizeAsync(\"C\", \"M\", new DecisionsRequest { Resources = new[] { resource } }); "
        + "return r.Decisions.First().Authorized;",
        "var r = await api.AuthorizeAsync(\"C\", \"M\", new DecisionsRequest { Resources = new[] { resource } }); "
        + "return (r.Find(resource) ?? "
        + "throw new InvalidOperationException(\"The response has no decision for the resource.\")).Authorized;")]
    [InlineData(
        "return (await api.AuthorizeAsync(\"C\", \"M\", "
        + "new DecisionsRequest { Resources = new List<string> { Channel.Main } })).Decisions[0].Authorized;",
        "return ((await api.AuthorizeAsync(\"C\", \"M\", "
        + "new DecisionsRequest { Resources = new List<string> { Channel.Main } })).Find(Channel.Main) ?? "
        + "throw new InvalidOperationException(\"The response has no decision for the resource.\")).Authorized;")]
    public async Task Lookup_uses_the_only_requested_resource(string before, string after) =>
        await FixTest.FixesAsync(new DecisionByPositionFix(), Wrap(before), Wrap(after));

    [Theory]
    [InlineData(
        "var r = await api.AuthorizeAsync(\"C\", \"M\", new DecisionsRequest { Resources = [\"a\", \"b\"] }); "
        + "return r.Decisions[0].Authorized;")]
    [InlineData(
        "var r = await api.AuthorizeAsync(\"C\", \"M\", new DecisionsRequest { Resources = [Next()] }); return r.Decisions[0].Authorized;")]
    [InlineData("var r = await api.AuthorizeAsync(\"C\", \"M\", body); return r.Decisions[0].Authorized;")]
    [InlineData(
        "DecisionsResponse? r = null; { var inner = \"a\"; "
        + "r = await api.AuthorizeAsync(\"C\", \"M\", new DecisionsRequest { Resources = [inner] }); } return r.Decisions[0].Authorized;")]
    public async Task No_fix_is_offered_without_a_single_known_resource(string statements) =>
        await FixTest.OffersNothingAsync(new DecisionByPositionFix(), Wrap(statements));

    private static string Wrap(string statements) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using AdobePass;
        using MyApp.RestV2;

        namespace MyApp;

        [AdobePassApi]
        public interface IPlayback
        {
            Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body);
        }

        static class Channel
        {
            public const string Main = "main";
        }

        class C
        {
            static string Next() => "a";

            async Task<bool> M(IPlayback api, string resource, DecisionsRequest body)
            {
                {{statements}}
            }
        }

        """;
}
