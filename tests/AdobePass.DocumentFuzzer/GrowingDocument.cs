using System.Globalization;
using System.Text;

namespace AdobePass.DocumentFuzzer;

/// <summary>Creates valid documents of any size, with the parts that large public documents have.</summary>
internal static class GrowingDocument
{
    // Two operations and five schemas. "#" is the number of the unit and "@" that of another one.
    private const string Paths = """
        "/accounts/{account}/things#": {
          "parameters": [{"$ref": "#/components/parameters/account"}],
          "get": {
            "operationId": "listThings#", "summary": "Lists the things of kind #.",
            "description": "~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~",
            "parameters": [
              {"name": "limit", "in": "query", "description": "The number of things on a page.", "schema": {"type": "integer",
                "format": "int32", "minimum": 1, "maximum": 100}},
              {"name": "status", "in": "query", "style": "form", "explode": true, "schema": {"type": "array", "items": {
                "$ref": "#/components/schemas/Status#"}}},
              {"name": "createdAfter", "in": "query", "schema": {"type": "string", "format": "date-time"}}
            ],
            "responses": {
              "200": {"description": "A page.", "content": {"application/json": {"schema": {"type": "object", "required": ["data"],
                "properties": {"data": {"type": "array", "items": {"$ref": "#/components/schemas/Thing#"}}, "cursor": {"type": "string",
                  "nullable": true}}}}}},
              "default": {"$ref": "#/components/responses/error"}
            }
          },
          "post": {
            "summary": "Creates a thing of kind #.", "description": "~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~",
            "requestBody": {"required": true, "content": {"application/x-www-form-urlencoded": {"schema": {
              "$ref": "#/components/schemas/NewThing#"}}}},
            "responses": {
              "201": {"description": "The thing.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing#"}}}},
              "204": {"description": "Nothing has changed."}
            }
          }
        }
        """;

    private const string Schemas = """
        "Thing#": {
          "type": "object", "description": "A thing of kind #. ~ ~ ~ ~ ~ ~ ~ ~",
          "required": ["id", "status", "owner"],
          "properties": {
            "id": {"type": "string", "format": "uuid", "readOnly": true},
            "status": {"$ref": "#/components/schemas/Status#"},
            "owner": {"allOf": [{"$ref": "#/components/schemas/Owner@"}], "description": "The account that owns the thing."},
            "related": {"type": "array", "items": {"$ref": "#/components/schemas/Thing@"}},
            "labels": {"type": "object", "description": "~ ~", "additionalProperties": {"type": "string"}},
            "price": {"type": "number", "description": "~ ~ ~"},
            "createdAt": {"type": "string", "format": "date-time", "description": "The time at which the thing was created."},
            "content": {"$ref": "#/components/schemas/Content#"},
            "size": {"type": "object", "properties": {"width": {"type": "integer"}, "height": {"type": "integer"}, "unit": {
              "type": "string", "enum": ["px", "mm"]}}}
          }
        },
        "NewThing#": {
          "type": "object", "required": ["name"],
          "properties": {"name": {"type": "string"}, "status": {"$ref": "#/components/schemas/Status#"}, "tags": {"type": "array",
            "items": {"type": "string"}}}
        },
        "Owner#": {"allOf": [{"$ref": "#/components/schemas/Party"}, {"type": "object", "properties": {"level#": {"type": "integer",
          "format": "int64"}, "thing": {"$ref": "#/components/schemas/Thing#"}}}]},
        "Content#": {"oneOf": [{"$ref": "#/components/schemas/NewThing#"}, {"$ref": "#/components/schemas/Owner#"}, {"type": "string"}]},
        "Status#": {"type": "string", "enum": ["new", "active", "closed", "kind#"]}
        """;

    // Half of a large document is text.
    private const string Text =
        "Things of other accounts are left out unless the account has the permission to read them. Each change is an event.";

    private const string Start = """
        {"openapi": "3.0.3", "info": {"title": "Things", "version": "1"}, "servers": [{"url": "https://things.example/v1"}],
        "security": [{"key": []}],
        "paths": {
        """;

    private const string Middle = """
        },
        "components": {
          "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
          "parameters": {"account": {"name": "account", "in": "path", "required": true, "schema": {"type": "string"}}},
          "responses": {"error": {"description": "An error.", "content": {"application/json": {"schema": {
            "$ref": "#/components/schemas/Error"}}}}},
          "schemas": {
            "Error": {"type": "object", "properties": {"code": {"type": "string"}, "message": {"type": "string"}}},
            "Party": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "name": {"type": "string"}},
              "discriminator": {"propertyName": "kind"}},
        """;

    /// <summary>Creates a document.</summary>
    /// <param name="length">The approximate number of characters.</param>
    public static string Create(int length)
    {
        var unit = new StringBuilder();
        Append(unit, Paths, 1);
        Append(unit, Schemas, 1);
        var units = Math.Max(1, (length - Start.Length - Middle.Length) / unit.Length);
        var text = new StringBuilder(Start);
        Append(text, Paths, units);
        text.Append(Middle);
        Append(text, Schemas, units);
        return text.Append("}}}").ToString();
    }

    private static void Append(StringBuilder text, string template, int units)
    {
        for (var i = 0; i < units; i++)
        {
            // References lead near and far.
            var other = i % 2 == 0 ? (i + 1) % units : (int)((i * 7_919L) % units);
            text.Append(i == 0 ? "\n" : ",\n").Append(template
                .Replace("#/", "\u0001", StringComparison.Ordinal)
                .Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("~", Text, StringComparison.Ordinal)
                .Replace("@", other.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("\u0001", "#/", StringComparison.Ordinal));
        }
    }
}
