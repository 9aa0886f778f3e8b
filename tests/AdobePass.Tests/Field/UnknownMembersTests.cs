using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdobePass.Tests.RestV2;

namespace AdobePass.Tests.Field;

/// <summary>Members that a model does not define are kept with their exact values, whatever their form.</summary>
public sealed class UnknownMembersTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("-12.50e+3")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("\"\"")]
    [InlineData("\"\\u00e9 \\\"quoted\\\" \\\\ é \\ud83d\\ude00\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[ 1 , [ ] , { } , \"a,b:{}\" , [ [ 2 ] , null ] ]")]
    [InlineData("{ \"a\" : [ 1, 2 ], \"b\\n\" : { \"c\" : \"d\" , \"e\" : false } , \"f\" : [ { \"g\" : 1 } , { } ] }")]
    public void Value_of_an_unknown_member_is_preserved_exactly(string value)
    {
        var json = $$"""{"decisions":[],"first":{{value}},"n\u00e4me":{{value}},"last":1}""";

        var members = DecisionsResponse.Parse(Encoding.UTF8.GetBytes(json)).AdditionalMembers!;

        Assert.Equal(["first", "näme", "last"], members.Keys);
        Assert.Equal(3, members.Count);
        Assert.True(members.TryGetValue("näme", out var found) && members.ContainsKey("first") && !members.ContainsKey("decisions"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(value), JsonNode.Parse(found.GetRawText())));
        Assert.Equal(members["first"].GetRawText(), members.Values.First().GetRawText());
    }

    [Fact]
    public void Last_value_of_a_repeated_name_is_used() =>
        Assert.Equal(2, DecisionsResponse.Parse("""{"decisions":[],"x":1,"x":2}"""u8).AdditionalMembers!["x"].GetInt32());

    [Theory]
    [InlineData("""{"decisions":[],"good":1,"bad":"\ud800","more":2}""")]
    [InlineData("""{"decisions":[],"good":1,"bad":[{"deep":["\ud800"]},3],"more":2}""")]
    [InlineData("""{"decisions":[],"good":1,"\ud800":[1],"more":2}""")]
    [InlineData("""{"decisions":[],"good":1,"bad":{"\ud800":1},"more":2}""")]
    public void Only_the_member_with_invalid_Unicode_is_omitted(string json)
    {
        var response = DecisionsResponse.Parse(Encoding.UTF8.GetBytes(json));

        Assert.Equal([("good", 1), ("more", 2)], response.AdditionalMembers!.Select(each => (each.Key, each.Value.GetInt32())));
        Assert.Single(response.ReadIssues);
    }

    [Fact]
    public void Invalid_Unicode_in_the_only_unknown_member_leaves_no_members()
    {
        var response = DecisionsResponse.Parse("""{"bad":"\ud800","decisions":[]}"""u8);

        Assert.Null(response.AdditionalMembers);
        Assert.Single(response.ReadIssues);
    }

    [Fact]
    public void Value_is_preserved_from_a_segmented_buffer()
    {
        const string json = """{"decisions":[],"some-name":{"a":["bcdefgh",12345,true]},"é":"ü"}""";
        for (var size = 1; size < 12; size++)
        {
            var reader = new Utf8JsonReader(Segmented(Encoding.UTF8.GetBytes(json), size));
            reader.Read();

            var members = DecisionsResponse.Read(ref reader).AdditionalMembers!;

            Assert.Equal("""{"a":["bcdefgh",12345,true]}""", members["some-name"].GetRawText());
            Assert.Equal("ü", members["é"].GetString());
        }
    }

    [Fact]
    public void Nested_value_is_preserved_up_to_the_reader_depth()
    {
        var deep = new string('[', 62) + new string(']', 62);

        var response = DecisionsResponse.Parse(Encoding.UTF8.GetBytes("{\"decisions\":[],\"deep\":" + deep + "}"));

        Assert.Equal(deep, response.AdditionalMembers!["deep"].GetRawText());
    }

    [Fact]
    public void Many_members_are_kept()
    {
        var json = "{" + string.Join(",", Enumerable.Range(0, 20_000).Select(i => $"\"m{i}\":[{i}]")) + ",\"decisions\":[]}";

        var members = DecisionsResponse.Parse(Encoding.UTF8.GetBytes(json)).AdditionalMembers!;

        Assert.Equal(20_000, members.Count);
        Assert.Equal("[19999]", members["m19999"].GetRawText());
    }

    [Fact]
    public async Task Concurrent_readers_see_the_same_members()
    {
        // Members are parsed by the first reader: a second one must not see a part of them. Many members make that part last.
        var json = Encoding.UTF8.GetBytes(
            "{\"decisions\":[]," + string.Join(",", Enumerable.Range(0, 1_000).Select(i => $"\"m{i}\":{i}")) + "}");
        for (var round = 0; round < 50; round++)
        {
            var response = DecisionsResponse.Parse(json);
            using var start = new Barrier(4);

            var sums = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return response.AdditionalMembers!.Values.Sum(each => each.GetInt32());
                },
                TaskCreationOptions.LongRunning)));

            Assert.All(sums, sum => Assert.Equal(499_500, sum));
        }
    }

    private static ReadOnlySequence<byte> Segmented(byte[] bytes, int size)
    {
        Segment? first = null;
        Segment? last = null;
        for (var start = 0; start < bytes.Length; start += size)
        {
            last = new Segment(bytes.AsMemory(start, Math.Min(size, bytes.Length - start)), last);
            first ??= last;
        }

        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        internal Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
