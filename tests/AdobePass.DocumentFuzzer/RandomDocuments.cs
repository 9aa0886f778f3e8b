using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AdobePass.DocumentFuzzer;

/// <summary>Creates documents: from the grammar, and from other documents by mutation, crossover and truncation.</summary>
public sealed class RandomDocuments
{
    /// <summary>The number of documents that share random numbers. Each block can be created without the blocks before it.</summary>
    public const int BlockSize = 1_000;

    // A larger document takes as long as hundreds of small ones, and its parts are not different.
    private const int Largest = 200_000;

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    private static readonly string[] Keywords =
    [
        "$ref", "type", "properties", "items", "allOf", "oneOf", "anyOf", "enum", "required", "nullable", "additionalProperties", "schema",
        "parameters", "content", "operationId", "in", "name", "discriminator", "const", "format", "$id", "$anchor", "servers", "security",
        "requestBody", "responses", "encoding", "explode", "style", "url", "variables", "description", "deprecated", "readOnly",
    ];

    // JSON nodes cannot write them.
    private static readonly Regex HalfPairs = new(
        @"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}",
        RegexOptions.CultureInvariant);

    private readonly Random _random;
    private readonly RandomSchemas _schemas;
    private readonly RandomOperations _operations;
    private readonly List<JsonNode> _pool = [];
    private readonly int _permanent;

    /// <summary>Creates the source of documents.</summary>
    /// <param name="seed">The seed of the random numbers.</param>
    /// <param name="folder">A folder with documents to mutate.</param>
    /// <param name="block">The number of the block.</param>
    public RandomDocuments(int seed, string? folder, int block = 0)
    {
#pragma warning disable CA5394 // The documents must be the same for the same seed.
        _random = new Random(unchecked(seed + (block * 7_919)));
#pragma warning restore CA5394
        _schemas = new RandomSchemas(_random);
        _operations = new RandomOperations(_random, _schemas);
        var paths = folder is null ? [] : Directory.GetFiles(folder, "*.json");
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            if (new FileInfo(path).Length <= Largest
                && JsonNode.Parse(HalfPairs.Replace(File.ReadAllText(path), RandomSchemas.HalfPair)) is { } document)
            {
                _pool.Add(document);
            }
        }

        _permanent = _pool.Count;
        for (var i = 0; i < 20; i++)
        {
            _pool.Add(_operations.Document());
        }
    }

    /// <summary>Creates the next document.</summary>
    public string Next()
    {
        if (_random.Next(3) == 0)
        {
            var created = _operations.Document();
            if (_random.Next(10) == 0)
            {
                _pool[_random.Next(_permanent, _pool.Count)] = created;
            }

            return Text(created);
        }

        var document = Pick().DeepClone();
        for (var count = _random.Next(1, 5); count > 0; count--)
        {
            Mutate(document);
        }

        var text = Text(document);
        return text.Length > 0 && _random.Next(8) == 0 ? Damage(text) : text;
    }

    private JsonNode Pick() => _pool[_random.Next(_pool.Count)];

    // Half of a surrogate pair cannot be encoded in UTF-8. JSON writes it as an escape sequence.
    private static string Text(JsonNode document) =>
        document.ToJsonString(Options).Replace(RandomSchemas.HalfPair, "\\ud800", StringComparison.Ordinal);

    private void Mutate(JsonNode document)
    {
        if (Containers(document) is not [_, ..] containers)
        {
            return;
        }

        var target = containers[_random.Next(containers.Count)];
        if (target is JsonArray list)
        {
            if (list.Count > 0 && _random.Next(2) == 0)
            {
                list.RemoveAt(_random.Next(list.Count));
            }
            else
            {
                list.Add(Donated());
            }

            return;
        }

        var members = (JsonObject)target;
        var name = members.Count == 0 ? null : members.ElementAt(_random.Next(members.Count)).Key;
        switch (_random.Next(5))
        {
            case 0 when name is not null:
                members.Remove(name);
                break;
            case 1 when name is not null:
                members[name] = Donated();
                break;
            case 2 when name is not null:
                var value = members[name];
                members.Remove(name);
                members[_schemas.Name()] = value;
                break;
            default:
                members[_random.Next(2) == 0 ? Keywords[_random.Next(Keywords.Length)] : _schemas.Name()] = Donated();
                break;
        }
    }

    // A value of the grammar, or a part of another document.
    private JsonNode? Donated()
    {
        switch (_random.Next(4))
        {
            case 0:
                return _random.Next(6) switch { 0 => null, 1 => true, 2 => 5, 3 => "x", 4 => new JsonArray(), _ => new JsonObject() };
            case 1:
                return _schemas.Schema(2);
            default:
                var containers = Containers(Pick());
                var donated = containers.Count == 0 ? null : containers[_random.Next(containers.Count)];
                return donated?.Parent is null ? _schemas.Schema(2) : donated.DeepClone();
        }
    }

    private static List<JsonNode> Containers(JsonNode document)
    {
        var found = new List<JsonNode>();
        var open = new Stack<JsonNode>();
        open.Push(document);
        while (open.Count > 0 && found.Count < 2_000)
        {
            var node = open.Pop();
            IEnumerable<JsonNode?> children = node switch
            {
                JsonObject members => members.Select(static member => member.Value),
                JsonArray list => list,
                _ => [],
            };
            if (node is JsonObject or JsonArray)
            {
                found.Add(node);
            }

            foreach (var child in children)
            {
                if (child is JsonObject or JsonArray)
                {
                    open.Push(child);
                }
            }
        }

        return found;
    }

    private string Damage(string text)
    {
        var position = _random.Next(text.Length);
        switch (_random.Next(5))
        {
            case 0:
                return text[..position];
            case 4:
                var other = Text(Pick());
                return text[..position] + other[_random.Next(other.Length)..];
            case 1:
                return text.Remove(position, Math.Min(_random.Next(1, 20), text.Length - position));
            case 2:
                return text.Insert(position, "{}[],:\"\\0e-tn\u0000\ud800"[_random.Next(14)].ToString());
            default:
                var damaged = new StringBuilder(text);
                for (var i = 0; i < 5; i++)
                {
                    damaged[_random.Next(damaged.Length)] = (char)_random.Next(1, 128);
                }

                return damaged.ToString();
        }
    }
}
