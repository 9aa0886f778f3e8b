using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AdobePass.ApiSpec.Tests;

public class ExampleTests
{
    public static TheoryData<string> Files => Spec.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void Examples_match_their_schemas(string file)
    {
        var document = Spec.Load(file);
        var checkedExamples = 0;
        foreach (var (location, node) in Spec.Objects(file, document))
        {
            if (node["schema"] is not JsonObject schema)
            {
                continue;
            }

            if (node["example"] is JsonNode example)
            {
                Assert.Empty(Problems(document, schema, example, location));
                checkedExamples++;
            }

            foreach (var (name, named) in node["examples"]?.AsObject() ?? [])
            {
                Assert.False(string.IsNullOrWhiteSpace(named!["summary"]!.GetValue<string>()));
                Assert.Empty(Problems(document, schema, named["value"], $"{location}/{name}"));
                checkedExamples++;
            }
        }

        Assert.InRange(checkedExamples, file == Spec.Dcr ? 6 : 25, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_request_body_and_success_body_has_an_example(string file)
    {
        foreach (var operation in Spec.Operations(file))
        {
            if (operation.Node["requestBody"] is JsonNode body)
            {
                AssertExamples(operation.Id, body);
            }

            foreach (var (status, _) in operation.Responses)
            {
                if (status[0] == '2')
                {
                    AssertExamples($"{operation.Id} {status}", operation.Response(status));
                }
                else if (status[0] == '3')
                {
                    var location = Spec.Resolve(operation.Document, operation.Response(status)["headers"]!["Location"]!);
                    Assert.NotNull(location["example"]);
                }
            }
        }
    }

    // The check itself has to notice each kind of fault.
    [Theory]
    [InlineData("MvpdLogout", """{"actionName":"complete","actionType":"none"}""", "mvpd is missing")]
    [InlineData("MvpdLogout", """{"actionName":"complete","actionType":"none","mvpd":7}""", "is not of type string")]
    [InlineData("MvpdLogout", """{"actionName":"finish","actionType":"none","mvpd":"A"}""", "is not a known value")]
    [InlineData("MvpdLogout", """{"actionName":"complete","actionType":"none","mvpd":"A","extra":1}""", "is not described")]
    [InlineData("MvpdLogout", "null", "is not of type object")]
    [InlineData("LogoutResponse", """{"logouts":{"A":{}}}""", "actionName is missing")]
    [InlineData("DecisionsRequest", """{"resources":[]}""", "too few items")]
    [InlineData("DecisionsRequest", """{"resources":[true]}""", "is not of type string")]
    [InlineData("DeviceDescription", """{"type":7}""", "matches no alternative")]
    [InlineData("DeviceDescription", """{"version":{"major":1.5}}""", "matches no alternative")]
    [InlineData("SessionStatusResponse", """{"existingParameters":{},"notAfter":"soon"}""", "does not match")]
    public void Example_check_reports_schema_violations(string schema, string example, string problem)
    {
        var document = Spec.Load(Spec.RestV2);

        Assert.Contains(
            Problems(document, Spec.Schemas(Spec.RestV2)[schema]!.AsObject(), JsonNode.Parse(example), schema),
            found => found.Contains(problem, StringComparison.Ordinal));
    }

    private static void AssertExamples(string location, JsonNode holder)
    {
        foreach (var (_, media) in holder["content"]!.AsObject())
        {
            Assert.True(media!["examples"] is JsonObject { Count: > 0 } || media["example"] is not null, location);
        }
    }

    private static IEnumerable<string> Problems(JsonObject document, JsonObject schema, JsonNode? value, string location)
    {
        var resolved = Spec.Resolve(document, schema);
        if (resolved["anyOf"] is JsonArray choices)
        {
            if (choices.All(choice => Problems(document, choice!.AsObject(), value, location).Any()))
            {
                yield return $"{location} matches no alternative.";
            }

            yield break;
        }

        if (resolved["type"] is JsonNode type)
        {
            string[] allowed = type is JsonArray list ? [.. list.Select(item => item!.GetValue<string>())] : [type.GetValue<string>()];
            if (!allowed.Any(name => IsOfType(name, value)))
            {
                yield return $"{location} is not of type {string.Join(" or ", allowed)}.";
                yield break;
            }
        }

        switch (value)
        {
            case JsonObject members when resolved["type"] is not null:
                foreach (var required in resolved["required"]?.AsArray() ?? [])
                {
                    if (!members.ContainsKey(required!.GetValue<string>()))
                    {
                        yield return $"{location}: {required} is missing.";
                    }
                }

                foreach (var (name, member) in members)
                {
                    var inner = resolved["properties"]?[name] ?? resolved["additionalProperties"];
                    if (inner is null)
                    {
                        yield return $"{location}/{name} is not described.";
                        continue;
                    }

                    foreach (var problem in Problems(document, inner.AsObject(), member, $"{location}/{name}"))
                    {
                        yield return problem;
                    }
                }

                break;
            case JsonArray items when resolved["items"] is JsonObject inner:
                if (items.Count < (resolved["minItems"]?.GetValue<int>() ?? 0))
                {
                    yield return $"{location} has too few items.";
                }

                for (var index = 0; index < items.Count; index++)
                {
                    foreach (var problem in Problems(document, inner, items[index], $"{location}/{index}"))
                    {
                        yield return problem;
                    }
                }

                break;
            case JsonValue when value.GetValueKind() == JsonValueKind.String:
                var text = value.GetValue<string>();
                if (resolved["pattern"] is JsonNode pattern && !Regex.IsMatch(text, pattern.GetValue<string>()))
                {
                    yield return $"{location} does not match {pattern}.";
                }

                if (resolved["x-extensible-enum"] is JsonArray values && !values.Any(known => known!.GetValue<string>() == text))
                {
                    yield return $"{location} is not a known value: {text}.";
                }

                break;
        }
    }

    private static bool IsOfType(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) => true,
        ("array", JsonValueKind.Array) => true,
        ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value!.AsValue().TryGetValue<long>(out _),
        ("null", JsonValueKind.Null) => true,
        _ => false,
    };
}
