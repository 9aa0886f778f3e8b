using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdobePass.Generated.Tests.Own;
using AdobePass.Runtime;

namespace AdobePass.Generated.Tests;

/// <summary>What emitted models read and write.</summary>
public class ModelTests
{
    /// <summary>The examples of the specs: every documented shape of a response or request body.</summary>
    public static TheoryData<string, string, string> DocumentedShapes
    {
        get
        {
            // The documents repeat some examples.
            var shapes = new HashSet<(string Space, string Model, string Json)>();
            foreach (var (file, space) in new[] { ("rest-v2.json", "RestV2"), ("dcr.json", "Dcr") })
            {
                var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(Samples.ApiSpecFolder, file)))!;
                Collect(spec, space, shapes);
            }

            var data = new TheoryData<string, string, string>();
            foreach (var (space, model, json) in shapes)
            {
                data.Add(space, model, json);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(DocumentedShapes))]
    public void Every_documented_shape_survives_a_round_trip(string space, string model, string json)
    {
        var type = typeof(ModelTests).Assembly.GetType($"AdobePass.Generated.Tests.{space}.{model}");
        type ??= typeof(EnhancedError).Assembly.GetType($"AdobePass.{model}");
        if (type is null)
        {
            Assert.Contains(model, new[] { "RegistrationError", "TokenError" });
            return;
        }

        var expected = WithoutNulls(JsonNode.Parse(json));
        var actual = JsonNode.Parse(RoundTrip(type, json));
        Assert.True(JsonNode.DeepEquals(expected, actual), $"{expected!.ToJsonString()}\n{actual!.ToJsonString()}");
    }

    [Fact]
    public void Documented_shapes_exist_for_every_response() => Assert.True(DocumentedShapes.Count >= 20, $"{DocumentedShapes.Count}");

    [Fact]
    public void Numbers_are_read_from_strings_and_strings_from_numbers()
    {
        var thing = Thing.Parse(
            """{"id":12.50,"count":"7","ratio":"0.5","on":"TRUE","at":"1780000000000","atText":1780000000000,"tags":[1,true]}"""u8);

        Assert.Equal(("12.50", 7L, 0.5m, true), (thing.Id, thing.Count, thing.Ratio, thing.On));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1780000000000), thing.At);
        Assert.Equal(thing.At, thing.AtText);
        Assert.Equal(["1", "true"], thing.Tags);
    }

    [Fact]
    public void Null_member_is_treated_as_absent()
    {
        var thing = Thing.Parse("""{"id":"a","count":1,"ratio":null,"tags":null,"color":null,"any":null,"parts":{"x":null}}"""u8);

        Assert.Null(thing.Ratio);
        Assert.Null(thing.Tags);
        Assert.Null(thing.Color);
        Assert.Null(thing.Any);
        Assert.Null(thing.AdditionalMembers);
        Assert.Empty(thing.Parts!);
        Assert.Empty(thing.ReadIssues);
        Assert.Equal("""{"id":"a","count":1,"parts":{}}""", Write(thing));
    }

    [Fact]
    public void Unknown_members_survive_a_round_trip()
    {
        const string json =
            """{"id":"a","count":1,"parts":{"x":{"id":"b","count":2,"inner":"ü"}},"new":{"deep":[{}]},"none":null,"more":[[1]]}""";

        var thing = Thing.Parse(Encoding.UTF8.GetBytes(json));

        Assert.Equal(["new", "none", "more"], thing.AdditionalMembers!.Keys);
        Assert.Equal("ü", thing.Parts!["x"].AdditionalMembers!["inner"].GetString());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(Write(thing))));
    }

    [Fact]
    public void Unknown_enum_value_survives_a_round_trip()
    {
        const string json = """{"id":"a","count":1,"color":"ultraviolet"}""";

        var thing = Thing.Parse(Encoding.UTF8.GetBytes(json));

        Assert.Equal("ultraviolet", thing.Color!.Value.Value);
        Assert.NotEqual(ThingColor.Red, thing.Color);
        Assert.Equal(json, Write(thing));
    }

    [Theory]
    [InlineData("red", true)]
    [InlineData("\\u0072ed", true)]
    [InlineData("Red", false)]
    [InlineData("rad", false)]
    [InlineData("réd", false)]
    [InlineData("re\\u0064d", false)]
    public void Enum_value_is_the_documented_one_only_if_all_characters_are_equal(string json, bool isRed)
    {
        var thing = Thing.Parse(Encoding.UTF8.GetBytes($$"""{"id":"a","count":1,"color":"{{json}}"}"""));

        Assert.Equal(isRed, thing.Color == ThingColor.Red);
        Assert.Equal(JsonNode.Parse($"\"{json}\"")!.GetValue<string>(), thing.Color!.Value.Value);
    }

    [Fact]
    public void Names_and_strings_may_have_escape_sequences_and_any_character()
    {
        var thing = Thing.Parse("""{"\u0069d":"ä€\ud83d\ude00","count":1,"t\u0061gs":["\u0041","é"],"idé":2}"""u8);

        Assert.Equal("ä€😀", thing.Id);
        Assert.Equal(["A", "é"], thing.Tags!);
        Assert.Equal(["idé"], thing.AdditionalMembers!.Keys);
    }

    [Theory]
    [InlineData("""{"count":1}""", "$.id")]
    [InlineData("""{"id":"a"}""", "$.count")]
    [InlineData("""{"id":null,"count":1}""", "$.id")]
    [InlineData("""{"id":{},"count":1}""", "$.id")]
    [InlineData("""{"id":"\ud800","count":1}""", "$.id")]
    [InlineData("""{"id":"a","count":"x"}""", "$.count")]
    [InlineData("""{"id":"a","count":1.5}""", "$.count")]
    [InlineData("[]", "$")]
    [InlineData("\"x\"", "$")]
    public void Unreadable_root_throws_JsonException_with_its_path(string json, string path)
    {
        var fault = Assert.Throws<JsonException>(() => Thing.Parse(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(path, fault.Path);
        Assert.StartsWith(path + ":", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"a","count":1,"tags":{"x":[1]},"on":true}""", "$.tags", """{"id":"a","count":1,"on":true}""")]
    [InlineData("""{"id":"a","count":1,"on":7}""", "$.on", """{"id":"a","count":1}""")]
    [InlineData("""{"id":"a","count":1,"ratio":[{}],"on":true}""", "$.ratio", """{"id":"a","count":1,"on":true}""")]
    [InlineData("""{"id":"a","count":1,"color":"\udc00"}""", "$.color", """{"id":"a","count":1}""")]
    [InlineData("""{"id":"a","count":1,"any":{"x":["\udc00"]},"on":true}""", "$.any", """{"id":"a","count":1,"on":true}""")]
    [InlineData("""{"id":"a","count":1,"tags":["x",[],"y"]}""", "$.tags[1]", """{"id":"a","count":1,"tags":["x","y"]}""")]
    [InlineData("""{"id":"a","count":1,"grid":[[1],[2,"x",3],[4]]}""", "$.grid[1][1]", """{"id":"a","count":1,"grid":[[1],[2,3],[4]]}""")]
    [InlineData("""{"id":"a","count":1,"grid":[[1],{"x":[5]},[4]]}""", "$.grid[1]", """{"id":"a","count":1,"grid":[[1],[4]]}""")]
    [InlineData(
        """{"id":"a","count":1,"parts":{"b c":{"id":"d"},"e":{"id":"f","count":2}}}""",
        "$.parts['b c'].count",
        """{"id":"a","count":1,"parts":{"e":{"id":"f","count":2}}}""")]
    [InlineData(
        """{"id":"a","count":1,"parts":{"b":{"id":"d","count":1,"parts":{"e":{"id":"f","count":[]}}}}}""",
        "$.parts.b.parts.e.count",
        """{"id":"a","count":1,"parts":{"b":{"id":"d","count":1,"parts":{}}}}""")]
    [InlineData(
        """{"id":"a","count":1,"parts":{"b":{"parts":{"deep":[{"id":"x"}]},"id":{"x":[[]]},"count":1},"c":{"id":"d","count":3}}}""",
        "$.parts.b.id",
        """{"id":"a","count":1,"parts":{"c":{"id":"d","count":3}}}""")]
    [InlineData("""{"id":"a","count":1,"at":99999999999999999}""", "$.at", """{"id":"a","count":1}""")]
    public void Unreadable_part_is_omitted_and_reported(string json, string path, string rest)
    {
        var thing = Thing.Parse(Encoding.UTF8.GetBytes(json));

        Assert.Equal(path, thing.ReadIssues[^1].Path);
        Assert.DoesNotContain("99999", thing.ReadIssues[^1].ToString(), StringComparison.Ordinal);
        Assert.Equal(rest, Write(thing));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"id":"a","count":1""")]
    [InlineData("""{"id":"a","count":1}}""")]
    [InlineData("<html>")]
    public void Invalid_JSON_throws_JsonException(string json) =>
        Assert.ThrowsAny<JsonException>(() => Thing.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Too_deep_nesting_throws_JsonException()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"id":"a","count":1,"parts":{"x":""", 50));

        Assert.ThrowsAny<JsonException>(() => Thing.Parse(Encoding.UTF8.GetBytes(deep)));
    }

    [Theory]
    [InlineData("""{"id":"a","count":1,"tags":[{"x":]}""")]
    [InlineData("""{"id":"a","count":1,"at":[1,}""")]
    [InlineData("""{"id":"a","count":1,"parts":{"x":{"id":{""")]
    public void Malformed_JSON_inside_an_optional_member_throws_JsonException(string json) =>
        Assert.ThrowsAny<JsonException>(() => Thing.Parse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Number_of_unreadable_parts_is_limited()
    {
        static string Tags(int count) => """{"id":"a","count":1,"tags":[""" + string.Join(',', Enumerable.Repeat("{}", count)) + "]}";

        Assert.Equal(100, Thing.Parse(Encoding.UTF8.GetBytes(Tags(9_999))).ReadIssues.Count);
        Assert.Throws<JsonException>(() => Thing.Parse(Encoding.UTF8.GetBytes(Tags(10_001))));
    }

    [Fact]
    public async Task Values_of_every_type_are_sent_in_query_header_and_body()
    {
        await using var service = await Service.StartAsync(loopback: false);
        service.Fake.ReplaceResponse((request, _) => Testing.FakeResponse.Json(200, JsonNode.Parse(request.BodyText)!));
        IOwn api = new OwnClient(service.AdobePass);
        var thing = new Thing
        {
            Id = "ä",
            Count = 2,
            Grid = [[1, 2], []],
            Parts = new Dictionary<string, Thing> { ["x"] = new() { Id = "y", Count = 3 } },
            Any = JsonSerializer.SerializeToElement(5),
            At = DateTimeOffset.UnixEpoch,
            Color = ThingColor.Green,
        };

        var echoed = await api.ReplaceThingAsync(
            "a b",
            thing,
            since: DateTimeOffset.FromUnixTimeMilliseconds(5),
            limit: -3,
            exact: true,
            ratio: 0.25m,
            xNote: "note");

        Assert.Equal(Write(thing), Write(echoed));
        var sent = service.Fake.Exchanges[^1];
        Assert.Equal("/own/a%20b/things", sent.Path);
        Assert.Contains("since=5&limit=-3&exact=true&ratio=0.25", sent.Query, StringComparison.Ordinal);
        Assert.Equal("note", sent.GetHeader("X-Note"));
        await Assert.ThrowsAsync<ArgumentException>(() => api.ReplaceThingAsync("a", thing, xNote: "line\r\nX-Evil: 1"));
    }

    internal static string RoundTrip(Type type, string json)
    {
        var parse = type
            .GetMethod("Parse", BindingFlags.Public | BindingFlags.Static)!
            .CreateDelegate(typeof(ParseDelegate<>).MakeGenericType(type));
        return Write((IJsonModel)typeof(ModelTests)
            .GetMethod(nameof(Call), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, [parse, Encoding.UTF8.GetBytes(json)])!);
    }

    private delegate T ParseDelegate<T>(ReadOnlySpan<byte> utf8Json);

    private static T Call<T>(ParseDelegate<T> parse, byte[] json) => parse(json);

    private static string Write(IJsonModel model)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            model.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // A null counts as absent and is not written again.
    internal static JsonNode? WithoutNulls(JsonNode? node)
    {
        foreach (var name in (node as JsonObject)?.Select(member => member.Key).ToList() ?? [])
        {
            if (node![name] is null)
            {
                node.AsObject().Remove(name);
            }
            else
            {
                WithoutNulls(node[name]);
            }
        }

        foreach (var item in node as JsonArray ?? [])
        {
            WithoutNulls(item);
        }

        return node;
    }

    private static void Collect(JsonNode? node, string space, HashSet<(string Space, string Model, string Json)> shapes)
    {
        switch (node)
        {
            case JsonObject { } media when media["schema"] is JsonObject schema
                && (string?)schema["$ref"] is { } reference
                && (media.ContainsKey("example") || media.ContainsKey("examples")):
                var model = reference[(reference.LastIndexOf('/') + 1)..];
                foreach (var example in media["examples"]?.AsObject().Select(pair => pair.Value!["value"]) ?? [media["example"]])
                {
                    if (example is JsonObject)
                    {
                        // The example is not a JWT, to keep it from looking like a real statement.
                        var json = example
                            .ToJsonString()
                            .Replace("made-up.software.statement", "e30.e30.made-up", StringComparison.Ordinal);
                        shapes.Add((space, model, json));
                    }
                }

                break;
            case JsonObject members:
                foreach (var member in members)
                {
                    Collect(member.Value, space, shapes);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Collect(item, space, shapes);
                }

                break;
            default:
                break;
        }
    }
}
