using System.Globalization;

namespace AdobePass.Generators.Tests.Accuracy;

/// <summary>Registrations and token requests whose answer is lost, and the ways to keep it.</summary>
internal static class RetentionSeeds
{
    private const string Host = "https://sp.auth.adobe.com";

    // Calls of the endpoint {0}; the result is an HttpResponseMessage.
    private static readonly Dictionary<string, string> Calls = new()
    {
        ["PostAsync"] = "await _http.PostAsync(\"" + Host + "{0}\", body)",
        ["PostAsync with ConfigureAwait"] = "await _http.PostAsync(\"" + Host + "{0}\", body).ConfigureAwait(false)",
        ["PostAsJsonAsync"] = "await _http.PostAsJsonAsync(\"" + Host + "{0}\", new { a = 1 })",
        ["SendAsync"] = "await _http.SendAsync(new HttpRequestMessage(HttpMethod.Post, \"" + Host + "{0}\") { Content = body })",
        ["const address"] = "await _http.PostAsync(Address, body)",
        ["helper of the file"] = "await CallAsync(body)",
        ["blocking"] = "_http.PostAsync(\"" + Host + "{0}\", body).GetAwaiter().GetResult()",
        ["Result"] = "_http.PostAsync(\"" + Host + "{0}\", body).Result",
    };

    // From the answer to a string "one" and a string "two": client_id and client_secret, or the token twice.
    private static readonly Dictionary<string, string> Readings = new()
    {
        ["JsonElement"] = "var json = await answer.Content.ReadFromJsonAsync<JsonElement>(); var one = json.GetProperty(\"a\").GetString()!; var two = json.GetProperty(\"b\").GetString()!;",
        ["JsonDocument"] = "using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()); string one = json.RootElement.GetProperty(\"a\").GetString()!; string two = json.RootElement.GetProperty(\"b\").GetString()!;",
        ["JsonNode"] = "var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!; var one = (string)json[\"a\"]!; var two = json[\"b\"]!.GetValue<string>();",
        ["class of one's own"] = "answer.EnsureSuccessStatusCode(); var dto = await answer.Content.ReadFromJsonAsync<Dto>(); var one = dto!.A; var two = dto.B;",
        ["record"] = "var dto = JsonSerializer.Deserialize<DtoRecord>(await answer.Content.ReadAsStringAsync())!; var (one, two) = dto;",
        ["stream"] = "await using var stream = await answer.Content.ReadAsStreamAsync(); var dto = await JsonSerializer.DeserializeAsync<Dto>(stream); var one = dto!.A; var two = dto.B;",
        ["dictionary"] = "var map = await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>(); var one = map![\"a\"]; map.TryGetValue(\"b\", out var two);",
        ["TryGetProperty"] = "var json = await answer.Content.ReadFromJsonAsync<JsonElement>(); json.TryGetProperty(\"a\", out var first); var one = first.GetString()!; var two = json.GetProperty(\"b\").ToString();",
    };

    private static readonly Dictionary<string, (string Members, string Statements)> Losses = new()
    {
        ["sent on as a form"] = ("", "await _http.PostAsync(\"https://x.example/a\", new FormUrlEncodedContent(new Dictionary<string, string> { [\"client_id\"] = one, [\"client_secret\"] = two! }));"),
        ["sent on as pairs"] = ("", "var pairs = new List<KeyValuePair<string, string>>(); pairs.Add(new KeyValuePair<string, string>(\"client_id\", one)); pairs.Add(new(\"client_secret\", two!)); await _http.PostAsync(\"https://x.example/a\", new FormUrlEncodedContent(pairs));"),
        ["sent on as text"] = ("", "var form = $\"client_id={one}&client_secret={two}\"; await _http.PostAsync(\"https://x.example/a\", new StringContent(form));"),
        ["sent on in a request"] = ("", "using var next = new HttpRequestMessage(HttpMethod.Get, \"https://x.example/a\"); next.Headers.Authorization = new AuthenticationHeaderValue(\"Bearer\", one); next.Content = new StringContent(two!); await _http.SendAsync(next);"),
        ["sent on in a request with headers"] = ("", "var body2 = new StringContent(two!); using var next = new HttpRequestMessage(HttpMethod.Post, \"https://x.example/a\") { Content = body2 }; next.Headers.TryAddWithoutValidation(\"Authorization\", \"Bearer \" + one); next.Headers.Add(\"Accept\", \"a/b\"); var sent = await _http.SendAsync(next); Console.WriteLine(sent.StatusCode);"),
        ["read as a time"] = ("", "var life = TimeSpan.FromSeconds(int.Parse(one)); Console.WriteLine(DateTimeOffset.UtcNow.AddSeconds(two!.Length) + life);"),
        ["forgotten"] = ("", "if (one == two) { Console.WriteLine(\"same\"); }"),
        ["shown"] = ("", "Console.WriteLine($\"{one.Length} {two}\");"),
        ["passed to a helper that sends"] = ("async Task NextAsync(string a, string b) { await _http.PostAsync(\"https://x.example/a\", new StringContent(a + b)); }", "await NextAsync(one, two!);"),
        ["in a local object"] = ("", "var pair = new Dto { A = one, B = two! }; await _http.PostAsJsonAsync(\"https://x.example/a\", pair);"),
    };

    private static readonly Dictionary<string, (string Members, string Statements)> Keeping = new()
    {
        ["file"] = ("", "await System.IO.File.WriteAllTextAsync(\"credentials.json\", JsonSerializer.Serialize(new { one, two }));"),
        ["field"] = ("string? _one; string? _two; public string Read() => _one + _two;", "_one = one; _two = two;"),
        ["property"] = ("public string? One { get; set; } public string? Read() => One;", "One = one;"),
        ["static"] = ("static string? s_one; public static string? Read() => s_one;", "s_one = one + two;"),
        ["dictionary in a field"] = ("readonly Dictionary<string, string> _kept = new(); public string Read() => _kept[\"device\"];", "_kept[\"device\"] = one; _kept.Add(\"secret\", two!);"),
        ["store"] = ("IStore _store = null!;", "await _store.SaveAsync(one, two!);"),
        ["store through an object"] = ("IStore _store = null!;", "var pair = new Dto { A = one, B = two! }; await _store.SaveAsync(pair);"),
        ["database"] = ("Db _db = null!;", "_db.Items.Add(new Dto { A = one }); _db.SaveChanges();"),
        ["event"] = ("event Action<string>? Registered;", "Registered?.Invoke(one);"),
        ["delegate"] = ("Action<string, string?> _save = (_, _) => { };", "_save(one, two);"),
        ["manager made with it"] = ("", "var manager = new Manager(one); await manager.RunAsync();"),
        ["helper that keeps"] = ("string? _one; void Keep(string a) { _one = a; } public string? Read() => _one;", "Keep(one);"),
        ["member of an object of others"] = ("Dto _settings = new(); public string Read() => _settings.A;", "_settings.A = one;"),
        ["set on the client with Add"] = ("", "_http.DefaultRequestHeaders.TryAddWithoutValidation(\"Authorization\", \"Bearer \" + one);"),
        ["set on the client"] = ("", "_http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", one);"),
        ["out of the process"] = ("", "Environment.SetEnvironmentVariable(\"A\", one);"),
        ["copied to a stream"] = ("", "await using var file = System.IO.File.Create(\"a\"); await answer.Content.CopyToAsync(file);"),
    };

    private static readonly Dictionary<string, (string Members, string Method)> Returning = new()
    {
        ["returned"] = ("", "async Task<string> RunAsync(HttpContent body)\n    {\n        var answer = {1};\n        {2}\n        return one;\n    }"),
        ["returned as an object"] = ("", "async Task<Dto> RunAsync(HttpContent body)\n    {\n        var answer = {1};\n        {2}\n        return new Dto { A = one, B = two! };\n    }"),
        ["yielded"] = ("", "async IAsyncEnumerable<string> RunAsync(HttpContent body)\n    {\n        var answer = {1};\n        {2}\n        yield return one;\n    }"),
        ["out parameter"] = ("", "void Run(HttpContent body, out string one)\n    {\n        var answer = _http.PostAsync(\"" + Host + "{0}\", body).Result;\n        one = answer.Content.ReadAsStringAsync().Result;\n    }"),
        ["in a cache's factory"] = ("Cache _cache = null!;", "Task<string> RunAsync(HttpContent body) => _cache.GetOrCreateAsync(\"a\", async () => { var answer = {1}; {2} await _http.PostAsync(\"https://x.example/a\", new StringContent(one)); return one; });"),
        ["in Lazy"] = ("", "Lazy<Task<string>> Run(HttpContent body) => new Lazy<Task<string>>(async () => { var answer = {1}; {2} return one; });"),
    };

    private static int s_number;

    public static IEnumerable<Seed> All(string rule, Random random, int count)
    {
        var path = rule == "AP1001" ? "/o/client/register" : "/o/client/token";
        for (var i = 0; i < count; i++)
        {
            var call = Pick(random, Calls);
            var reading = Pick(random, Readings);
            if (random.Next(2) == 0)
            {
                var loss = Pick(random, Losses);
                yield return new Seed(rule, $"{call.Key}, {reading.Key}, {loss.Key}", true, Write(path, call.Value, reading.Value, loss.Value.Members, loss.Value.Statements));
            }
            else if (random.Next(3) > 0)
            {
                var keeping = Pick(random, Keeping);
                yield return new Seed(rule, keeping.Key, false, Write(path, call.Value, reading.Value, keeping.Value.Members, keeping.Value.Statements));
            }
            else
            {
                var returning = Pick(random, Returning);
                yield return new Seed(rule, returning.Key, false, Class(path, returning.Value.Members, returning.Value.Method.Replace("{1}", call.Value, StringComparison.Ordinal).Replace("{2}", reading.Value, StringComparison.Ordinal).Replace("{0}", path, StringComparison.Ordinal)));
            }
        }

        yield return new Seed(rule, "another host", false, Write(path, Calls["PostAsync"], Readings["JsonElement"], "", Losses["forgotten"].Statements).Replace("sp.auth.adobe.com", "login.example.com", StringComparison.Ordinal) + "// adobe.com");
        yield return new Seed(rule, "answer not read", true, Class(path, "", "async Task RunAsync(HttpContent body)\n    {\n        " + Calls["PostAsync"].Replace("{0}", path, StringComparison.Ordinal) + ";\n    }"));
        yield return new Seed(rule, "caller of a method that returns it", true, Class(path, $"async Task<string> GetAsync(HttpContent body) {{ var answer = {Calls["PostAsync"].Replace("{0}", path, StringComparison.Ordinal)}; return await answer.Content.ReadAsStringAsync(); }}", "async Task RunAsync(HttpContent body)\n    {\n        var text = await GetAsync(body);\n        await _http.PostAsync(\"https://x.example/a\", new StringContent(text));\n    }"));
        yield return new Seed(rule, "local function", true, Class(path, "", "async Task RunAsync(HttpContent body)\n    {\n        await Inner();\n        async Task Inner() { var answer = " + Calls["PostAsync"].Replace("{0}", path, StringComparison.Ordinal) + "; Console.WriteLine(answer.StatusCode); }\n    }"));
        yield return new Seed(rule, "endpoint of a server", true, Class(path, "void Map(string pattern, Func<Task> handler) { }\n    void MapGet(string pattern, Func<Task> handler) { }", "void Run(HttpContent body) => MapGet(\"/\", async () => { var answer = " + Calls["PostAsync"].Replace("{0}", path, StringComparison.Ordinal) + "; Console.WriteLine(answer.StatusCode); });"));

        // What is documented as out of sight.
        yield return new Seed(rule, "kept by an object that forgets it", true, Write(path, Calls["PostAsync"], Readings["JsonElement"], "", "var manager = new Manager(one); await manager.RunAsync();")) { IsUnsupported = true };
        yield return new Seed(rule, "returned to a caller in another file", true, Class(path, "", "public async Task<string> RunAsync(HttpContent body)\n    {\n        var answer = " + Calls["PostAsync"].Replace("{0}", path, StringComparison.Ordinal) + ";\n        return await answer.Content.ReadAsStringAsync();\n    }")) { IsUnsupported = true };
        yield return new Seed(rule, "kept in a field that is not read", true, Write(path, Calls["PostAsync"], Readings["JsonElement"], "string? _one;", "_one = one;")) { IsUnsupported = true };
    }

    private static KeyValuePair<string, T> Pick<T>(Random random, Dictionary<string, T> from) => from.ElementAt(random.Next(from.Count));

    private static string Write(string path, string call, string reading, string members, string statements) => Class(
        path,
        members,
        $"async Task RunAsync(HttpContent body)\n    {{\n        var answer = {call.Replace("{0}", path, StringComparison.Ordinal)};\n        {reading}\n        {statements}\n    }}");

    private static string Class(string path, string members, string method) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Net.Http.Json;
        using System.Text.Json;
        using System.Text.Json.Nodes;
        using System.Threading.Tasks;

        namespace Seed{{Interlocked.Increment(ref s_number).ToString(CultureInfo.InvariantCulture)}};

        class Dto { public string A { get; set; } = ""; public string B { get; set; } = ""; }
        record DtoRecord(string A, string B);
        interface IStore { Task SaveAsync(string one, string two); Task SaveAsync(Dto pair); }
        abstract class Db { public ISet Items = null!; public abstract void SaveChanges(); public interface ISet { void Add(Dto dto); } }
        class Manager { readonly string _one; public Manager(string one) { _one = one; } public Task RunAsync() => System.IO.File.WriteAllTextAsync("a", _one); }
        class Cache { public Task<T> GetOrCreateAsync<T>(string key, Func<Task<T>> make) => make(); }

        class Service
        {
            const string Address = "{{Host}}{{path}}";
            readonly HttpClient _http = new HttpClient();
            {{members}}

            Task<HttpResponseMessage> CallAsync(HttpContent body) => _http.PostAsync(Address, body);

            {{method}}
        }

        """;
}
