using System.Text.Json.Nodes;

namespace AdobePass.Generated.Tests;

/// <summary>Optional members of every model, absent, null, mistyped or huge in any combination, cost nothing but themselves.</summary>
public class ToleranceTests
{
    private static readonly Dictionary<string, JsonObject> Schemas = new[] { ("RestV2", "rest-v2.json"), ("Dcr", "dcr.json") }.ToDictionary(
        each => each.Item1,
        each => JsonNode.Parse(File.ReadAllText(Path.Combine(Samples.ApiSpecFolder, each.Item2)))!["components"]!["schemas"]!.AsObject());

    [Theory]
    [MemberData(nameof(ModelTests.DocumentedShapes), MemberType = typeof(ModelTests))]
    public void Invalid_optional_members_and_items_do_not_affect_valid_ones(string space, string model, string json)
    {
        if (typeof(ToleranceTests).Assembly.GetType($"AdobePass.Generated.Tests.{space}.{model}") is not { } type)
        {
            return;
        }

        for (var seed = 0; seed < 100; seed++)
        {
            var sent = JsonNode.Parse(json)!;
            var expected = JsonNode.Parse(json)!;
            new Damage(Schemas[space], new Random(seed)).Apply(Schemas[space][model]!.AsObject(), sent, expected);

            var actual = JsonNode.Parse(ModelTests.RoundTrip(type, sent.ToJsonString().Replace("(half of a pair)", "\\ud800", StringComparison.Ordinal)));

            Assert.True(
                JsonNode.DeepEquals(ModelTests.WithoutNulls(expected), actual),
                $"seed {seed}\n{sent.ToJsonString()}\n{expected.ToJsonString()}\n{actual!.ToJsonString()}");
        }
    }

    [Theory]
    [InlineData("""{"profiles":{"a":{"notAfter":"never"}}}""", "$.profiles.a.notAfter")]
    [InlineData("""{"profiles":{"a":{},"b":7}}""", "$.profiles.b")]
    [InlineData("""{"profiles":{"a":{"attributes":[]}}}""", "$.profiles.a.attributes")]
    public async Task Strict_interface_throws_where_others_omit_the_unreadable_part(string json, string path)
    {
        await using var service = await Service.StartAsync(loopback: false);
        service.Fake.InjectFault(Testing.FakeFault.Respond(200, json, "application/json").On(Testing.FakeOperation.Profiles).Count(2));

        var fault = await Assert.ThrowsAsync<AdobePassResponseException>(
            () => new StrictClient(service.AdobePass).GetProfilesAsync("CHAN1", Service.Device));
        var tolerant = await ((IEntitlements)new EntitlementsClient(service.AdobePass)).GetProfilesAsync("CHAN1", Service.Device);

        Assert.Equal(path, fault.JsonPath);
        Assert.Equal(path, Assert.Single(tolerant.ReadIssues).Path);
    }

    [Fact]
    public void Built_in_model_members_are_renamed_if_the_spec_uses_their_names()
    {
        var named = Own.Named.Parse("""{"additionalMembers":"a","readIssues":7,"x":[],"more":1}"""u8);

        Assert.Equal(("a", 7L), (named.AdditionalMembers, named.ReadIssues));
        Assert.Equal("$.x", Assert.Single(named.ReadIssues2).Path);
        Assert.Equal("more", Assert.Single(named.AdditionalMembers2!).Key);
    }

    /// <summary>Damages a value where its schema allows it, and the same value as it is expected to be read.</summary>
    private sealed class Damage(JsonObject schemas, Random random)
    {
        public void Apply(JsonObject schema, JsonNode sent, JsonNode expected)
        {
            schema = Resolve(schema);
            switch (sent)
            {
                case JsonArray items when schema["items"] is JsonObject element:
                    for (var i = 0; i < items.Count; i++)
                    {
                        if (items[i] is { } item)
                        {
                            Apply(element, item, expected[i]!);
                        }
                    }

                    if (Odd(element) is { } odd && random.Next(3) == 0)
                    {
                        items.Insert(random.Next(items.Count + 1), odd);
                    }

                    break;
                case JsonObject members when schema["properties"] is JsonObject properties:
                    foreach (var (name, property) in properties)
                    {
                        ApplyToMember(schema, name, property!.AsObject(), members, expected.AsObject());
                    }

                    break;
                case JsonObject entries when schema["additionalProperties"] is JsonObject element:
                    foreach (var (key, value) in entries.ToList())
                    {
                        if (value is not null)
                        {
                            Apply(element, value, expected[key]!);
                        }
                    }

                    if (Odd(element) is { } oddValue && random.Next(3) == 0)
                    {
                        entries.Insert(random.Next(entries.Count + 1), "odd!", oddValue);
                    }

                    break;
                default:
                    break;
            }
        }

        private void ApplyToMember(JsonObject schema, string name, JsonObject property, JsonObject sent, JsonObject expected)
        {
            var isRequired = schema["required"]?.AsArray().Any(each => (string)each! == name) == true && (bool?)property["x-tolerate-absence"] != true;
            if (!isRequired && random.Next(3) == 0)
            {
                expected.Remove(name);
                sent.Remove(name);
                if (random.Next(3) == 0)
                {
                    sent.Add(name, null);
                }
                else if (random.Next(2) == 0 && Odd(property) is { } odd)
                {
                    sent.Insert(random.Next(sent.Count + 1), name, odd);
                }
            }
            else if (sent[name] is { } value)
            {
                Apply(property, value, expected[name]!);
            }
        }

        // A value that cannot be read as the schema's type; null where every value can.
        private JsonNode? Odd(JsonObject schema)
        {
            schema = Resolve(schema);
            var kinds = schema["type"] is JsonArray list ? list.Select(each => (string)each!).ToList() : [(string?)schema["type"] ?? "any"];
            kinds.Remove("null");
            string[]? odd = kinds[0] switch
            {
                "string" when (string?)schema["format"] == "epoch-milliseconds" => ["9223372036854775807", "\"tomorrow\"", "{}", "1e300"],
                "string" => ["{}", "[[1]]", "{\"a\":[{\"b\":1}]}", "\"(half of a pair)\""],
                "integer" when (string?)schema["format"] == "epoch-milliseconds" => ["9223372036854775807", "\"tomorrow\"", "{}", "1e300"],
                "integer" or "number" => ["{}", "[1]", "\"many\"", "true"],
                "boolean" => ["\"maybe\"", "1", "{\"a\":{}}", "[]"],
                "array" => ["{\"a\":[1]}", "7", "\"x\""],
                "object" when schema["properties"] is not null || schema["additionalProperties"] is JsonObject => ["[{}]", "7", "\"x\"", "true"],
                _ => null,
            };
            return odd is null ? null : JsonNode.Parse(odd[random.Next(odd.Length)]);
        }

        private JsonObject Resolve(JsonObject schema)
        {
            if (schema["anyOf"] is JsonArray alternatives)
            {
                schema = alternatives.Select(each => each!.AsObject()).First(each => (string?)each["type"] != "null");
            }

            return (string?)schema["$ref"] is { } reference ? Resolve(schemas[reference[(reference.LastIndexOf('/') + 1)..]]!.AsObject()) : schema;
        }
    }
}
