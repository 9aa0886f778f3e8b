using System.Globalization;
using System.Text.Json;
using AdobePass.Generators.Shared.Json;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Spec;

/// <summary>Our own JSON reader accepts and refuses what System.Text.Json does, and reads the same values.</summary>
public class JsonReaderTests
{
    public static TheoryData<string> Texts =>
    [
        "{}", "[]", "null", "true", "0", "-0", "1.5e+10", "-12.25", "\"\"", "\"a\\u0041\\n\\\\\\/\\\"\"", "\"\\ud83c\\udfac\"", " [ 1 , 2 ] ", "{\"a\":{\"b\":[null,false,{\"c\":\"d\"}]}}", "{\"a\":1,\"a\":2}",
        "", " ", "{", "[", "\"", "{]", "[}", "[1,]", "{\"a\":1,}", "{\"a\"}", "{\"a\":}", "{a:1}", "{'a':1}", "[1 2]", "01", "1.", ".5", "+1", "-", "1e", "1e+", "tru", "nul", "NaN", "\"a\nb\"", "\"\\x\"", "\"\\u12\"", "[1]x", "// c\n1", "\t1\t", "1,",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Result_matches_SystemTextJson(string text) => AssertSame(text);

    [Fact]
    public void Result_matches_SystemTextJson_for_mutated_specs()
    {
        var random = new Random(4711);
        var spec = Repository.ReadSpec("dcr");
        for (var i = 0; i < 3000; i++)
        {
            var mutated = spec.ToCharArray();
            for (var edits = random.Next(0, 4); edits > 0; edits--)
            {
                mutated[random.Next(mutated.Length)] = "{}[]\",:0.-eEtfn\\u \n"[random.Next(19)];
            }

            AssertSame(new string(mutated));
        }
    }

    [Fact]
    public void Node_positions_match_the_source_text()
    {
        const string text = "{ \"a\" : [ 12 , \"x\" ] }";

        var array = ((JsonObject)JsonReader.Read(text, default)).FindArray("a")!;

        Assert.Equal("[ 12 , \"x\" ]", text[array.Start..array.End]);
        Assert.Equal("12", text[array.Items[0].Start..array.Items[0].End]);
        Assert.Equal("\"x\"", text[array.Items[1].Start..array.Items[1].End]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(100)]
    public void Repeated_name_has_its_last_value_in_objects_of_any_size(int members)
    {
        var names = Enumerable.Range(0, members).Select(static i => "member" + i.ToString(CultureInfo.InvariantCulture)).ToList();
        var text = "{" + string.Join(",", names.Concat(names).Select(static (name, i) => $"\"{name}\":{i}")) + "}";

        var read = (JsonObject)JsonReader.Read(text, default);

        Assert.Equal(names, read.Members.Select(static member => member.Name));
        Assert.All(names, (name, i) => Assert.Equal(
            (members + i).ToString(CultureInfo.InvariantCulture),
            ((JsonNumber)read.Find(name)!).Text));
        Assert.Null(read.Find("other"));
    }

    [Fact]
    public void Equal_short_strings_are_one_object()
    {
        const string Text = """["string", "string", "strinG", "a text that is longer than names and keywords"]""";
        var items = ((JsonArray)JsonReader.Read(Text, default)).Items;
        var values = items.ConvertAll(static item => ((JsonString)item).Value);

        Assert.Same(values[0], values[1]);
        Assert.Equal(["string", "string", "strinG", "a text that is longer than names and keywords"], values);
    }

    private static void AssertSame(string text)
    {
        JsonElement? expected;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 128 });
            expected = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            expected = null;
        }

        JsonNode? actual;
        try
        {
            actual = JsonReader.Read(text, default);
        }
        catch (JsonSyntaxException)
        {
            actual = null;
        }

        Assert.True(expected is null == actual is null, $"System.Text.Json {(expected is null ? "refuses" : "accepts")}, ours {(actual is null ? "refuses" : "accepts")}: {text[..Math.Min(60, text.Length)]}");
        if (expected is not null)
        {
            AssertSame(expected.Value, actual!);
        }
    }

    private static void AssertSame(JsonElement expected, JsonNode actual)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                var members = expected.EnumerateObject().GroupBy(member => member.Name).Select(group => group.Last()).ToList();
                var node = Assert.IsType<JsonObject>(actual);
                Assert.Equal(members.Select(member => member.Name), node.Members.Select(member => member.Name));
                foreach (var member in members)
                {
                    AssertSame(member.Value, node.Find(member.Name)!);
                }

                break;
            case JsonValueKind.Array:
                var items = Assert.IsType<JsonArray>(actual).Items;
                Assert.Equal(expected.GetArrayLength(), items.Count);
                foreach (var (item, index) in expected.EnumerateArray().Select((item, index) => (item, index)))
                {
                    AssertSame(item, items[index]);
                }

                break;
            case JsonValueKind.String:
                Assert.Equal(expected.GetString(), Assert.IsType<JsonString>(actual).Value);
                break;
            case JsonValueKind.Number:
                Assert.Equal(expected.GetDouble(), double.Parse(Assert.IsType<JsonNumber>(actual).Text, CultureInfo.InvariantCulture));
                break;
            default:
                Assert.Equal(expected.ValueKind == JsonValueKind.Null ? null : expected.GetBoolean(), Assert.IsType<JsonLiteral>(actual).Value);
                break;
        }
    }
}
