using System.Text.Json.Nodes;
using AdobePass.Testing;

namespace AdobePass.Tests.Field;

/// <summary>Optional members of registration and token responses, absent, null, mistyped or huge in any combination.</summary>
public sealed class OptionalMemberCombinationTests
{
    private static readonly string?[] OddValues =
    [
        null, "null", "{}", "[]", "[[{}]]", "true", "-1", "0", "1.5", "1e300", "9223372036854775807", "\"soon\"", "\"\"", "\"2026-01-01T00:00:00Z\"", "[{\"a\":1},null,7]",
    ];

    [Fact]
    public async Task Optional_members_cause_no_additional_registration_or_token_request()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            await using var service = new Service();
            var client = service.Client();
            service.Alter(FakeOperation.Register, body => Change(body, random, "client_id_issued_at", "redirect_uris", "grant_types", "scopes", "more"));
            service.Alter(FakeOperation.Token, body => Change(body, random, "id", "created_at", "expires_in", "token_type", "more"));

            for (var i = 0; i < 5; i++)
            {
                await client.GetProfilesAsync("CHAN1");
            }

            Assert.True((service.Fake.Registrations, service.Fake.TokenRequests) == (1, 1), $"seed {seed}");
        }
    }

    private static void Change(JsonObject body, Random random, params string[] members)
    {
        foreach (var member in members.Where(_ => random.Next(3) > 0))
        {
            body.Remove(member);
            if (OddValues[random.Next(OddValues.Length)] is { } value)
            {
                body.Add(member, JsonNode.Parse(value));
            }
        }
    }
}
