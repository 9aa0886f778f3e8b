using System.Globalization;
using System.Text.Json.Nodes;

namespace AdobePass.DocumentFuzzer;

/// <summary>Creates documents from the grammar of OpenAPI: operations, components, servers and security.</summary>
/// <param name="random">The random numbers.</param>
/// <param name="schemas">The source of schemas and names.</param>
internal sealed class RandomOperations(Random random, RandomSchemas schemas)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options", "x"];
    private static readonly string[] Places = ["query", "path", "header", "cookie", "x"];

    private static readonly string[] MediaTypes =
    [
        "application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "application/octet-stream", "*/*",
        "application/merge-patch+json", "text/csv", "application/xml", "application/json; charset=utf-8", "image/*", "x",
    ];

    private static readonly string[] Styles = ["simple", "form", "label", "matrix", "spaceDelimited", "pipeDelimited", "deepObject"];
    private static readonly string[] Statuses = ["200", "201", "204", "2XX", "302", "304", "400", "default"];

    private static readonly string[] Urls =
    [
        "https://a.example/v1", "//a.example", "a.example/v1", "/v1", "{scheme}://{host}/{x}", "", "https://sp.auth.adobe.com/api/v2",
        "http://[::1]:80/", "https://a b\"c\\/", "{", "}{", "https://a.example/{}", "https://mgmt.auth.adobe.com", "ftp:x", "\ud83d\ude00",
    ];

    public JsonObject Document()
    {
        var paths = new JsonObject();
        var count = random.Next(1, 5);
        for (var i = 0; i < count; i++)
        {
            paths["/" + Segment() + i.ToString(CultureInfo.InvariantCulture)] = PathItem();
        }

        var components = new JsonObject();
        count = random.Next(0, 6);
        for (var i = 0; i < count; i++)
        {
            components[random.Next(3) == 0 ? schemas.Name() : "S" + i.ToString(CultureInfo.InvariantCulture)] = schemas.Schema(0);
        }

        var document = new JsonObject
        {
            ["openapi"] = schemas.Pick("3.0.3", "3.1.0", "3.2.0"),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = components,
                ["parameters"] = new JsonObject { ["P"] = Parameter() },
                ["requestBodies"] = new JsonObject { ["B"] = Content() },
                ["responses"] = new JsonObject { ["R"] = Content() },
                ["securitySchemes"] = new JsonObject { ["k"] = SecurityScheme(), [schemas.Name()] = SecurityScheme() },
            },
        };
        AddServersAndSecurity(document);
        return document;
    }

    private string Segment() => random.Next(6) switch
    {
        0 => "{" + schemas.Name() + "}",
        1 => $"{{a}}/{schemas.Name()}/{{b}}.{{a}}",
        _ => "p",
    };

    private JsonObject PathItem()
    {
        var item = new JsonObject { [schemas.Pick(Methods)] = Operation() };
        if (random.Next(4) == 0)
        {
            item[schemas.Pick(Methods)] = Operation();
        }

        if (random.Next(6) == 0)
        {
            item["parameters"] = new JsonArray(Parameter());
        }

        if (random.Next(12) == 0)
        {
            item["$ref"] = schemas.Pick("#/paths/~1p0", "#/components/pathItems/x", "other.json");
        }

        return item;
    }

    private JsonObject Operation()
    {
        var operation = new JsonObject
        {
            ["responses"] = new JsonObject
            {
                [schemas.Pick(Statuses)] = Content("responses/R"),
                [schemas.Pick(Statuses)] = Content("responses/R"),
            },
        };
        if (random.Next(5) > 0)
        {
            operation["operationId"] = schemas.Name() + random.Next(20).ToString(CultureInfo.InvariantCulture);
        }

        if (random.Next(2) == 0)
        {
            var body = Content("requestBodies/B");
            body["required"] = random.Next(2) == 0;
            operation["requestBody"] = body;
        }

        var parameters = new JsonArray();
        while (random.Next(2) == 0)
        {
            parameters.Add(Parameter());
        }

        operation["parameters"] = parameters;
        AddServersAndSecurity(operation);
        if (random.Next(12) == 0)
        {
            var keyword = schemas.Pick("x-priority", "x-request-kind", "x-idempotent", "deprecated", "summary", "description");
            operation[keyword] = random.Next(2) == 0
                ? true
                : (JsonNode)schemas.Pick("background", "registration", "token", "a\u0000 */ <b> & \"\\", "\ufffe");
        }

        return operation;
    }

    private JsonObject Content(string? component = null)
    {
        if (component is not null && random.Next(12) == 0)
        {
            return new JsonObject { ["$ref"] = "#/components/" + component };
        }

        var media = new JsonObject { ["schema"] = schemas.Schema(0) };
        if (random.Next(6) == 0)
        {
            media["encoding"] = new JsonObject
            {
                [schemas.Name()] = new JsonObject
                {
                    ["style"] = schemas.Pick(Styles),
                    ["explode"] = random.Next(2) == 0,
                    ["contentType"] = schemas.Pick(MediaTypes),
                },
            };
        }

        var content = new JsonObject { [schemas.Pick(MediaTypes)] = media };
        if (random.Next(6) == 0)
        {
            content[schemas.Pick(MediaTypes)] = new JsonObject { ["schema"] = schemas.Schema(0) };
        }

        var described = new JsonObject { ["description"] = "x", ["content"] = content };
        if (random.Next(10) == 0)
        {
            described["headers"] = new JsonObject { ["Location"] = new JsonObject() };
        }

        return described;
    }

    private JsonObject Parameter()
    {
        if (random.Next(12) == 0)
        {
            return new JsonObject { ["$ref"] = "#/components/parameters/P" };
        }

        var parameter = new JsonObject
        {
            ["name"] = random.Next(10) == 0 ? schemas.Pick("Content-Type", "Accept", "AP-Device-Identifier", "a", "b") : schemas.Name(),
            ["in"] = schemas.Pick(Places),
            ["required"] = random.Next(2) == 0,
        };
        if (random.Next(3) == 0)
        {
            parameter["style"] = schemas.Pick(Styles);
            parameter["explode"] = random.Next(2) == 0;
            parameter["allowReserved"] = random.Next(2) == 0;
        }

        if (random.Next(8) == 0)
        {
            parameter["content"] = new JsonObject { [schemas.Pick(MediaTypes)] = new JsonObject { ["schema"] = schemas.Schema(0) } };
        }
        else
        {
            parameter["schema"] = schemas.Schema(1);
        }

        return parameter;
    }

    private void AddServersAndSecurity(JsonObject owner)
    {
        if (random.Next(4) == 0)
        {
            var server = new JsonObject { ["url"] = schemas.Pick(Urls) };
            if (random.Next(2) == 0)
            {
                var variable = new JsonObject { ["default"] = schemas.Pick("https", schemas.Name()) };
                server["variables"] = new JsonObject { [schemas.Pick("host", "scheme", "x", schemas.Name())] = variable };
            }

            owner["servers"] = new JsonArray(server);
        }

        if (random.Next(4) == 0)
        {
            var requirement = new JsonObject();
            if (random.Next(3) > 0)
            {
                requirement[schemas.Pick("k", "k", schemas.Name())] = new JsonArray(schemas.Name());
            }

            owner["security"] = new JsonArray(requirement, new JsonObject { ["k"] = new JsonArray() });
        }
    }

    private JsonObject SecurityScheme() => new()
    {
        ["type"] = schemas.Pick("apiKey", "http", "oauth2", "openIdConnect", "mutualTLS", "x"),
        ["in"] = schemas.Pick("header", "query", "cookie", "x"),
        ["name"] = schemas.Name(),
        ["scheme"] = schemas.Pick("basic", "Bearer", "digest"),
        ["flows"] = new JsonObject { ["clientCredentials"] = new JsonObject { ["tokenUrl"] = schemas.Pick("/o/client/token", "x") } },
    };
}
