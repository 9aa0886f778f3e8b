using System.Globalization;

namespace AdobePass.Generators.Tests.Accuracy;

/// <summary>Constant secrets on every way into every place that takes one, and what only looks like it.</summary>
internal static class SecretSeeds
{
    private const string Host = "https://sp.auth.adobe.com";

    private static readonly Dictionary<string, (string Members, string Locals, string Expression)> Flows = new()
    {
        ["literal"] = ("", "", "\"{0}\""),
        ["verbatim literal"] = ("", "", "@\"{0}\""),
        ["raw literal"] = ("", "", "\"\"\"{0}\"\"\""),
        ["const"] = ("const string Text = \"{0}\";", "", "Text"),
        ["const of another class"] = ("static class Others { public const string Text = \"{0}\"; }", "", "Others.Text"),
        ["static readonly"] = ("static readonly string Text = \"{0}\";", "", "Text"),
        ["static readonly of another class"] = ("static class Others { public static readonly string Text = \"{0}\"; }", "", "Others.Text"),
        ["private field"] = ("private string _text = \"{0}\";", "", "_text"),
        ["property"] = ("string Text => \"{0}\";", "", "Text"),
        ["property with an initializer"] = ("string Text { get; } = \"{0}\";", "", "Text"),
        ["method"] = ("static string Text() => \"{0}\";", "", "Text()"),
        ["method with a body"] = ("static string Text() { return \"{0}\"; }", "", "Text()"),
        ["local"] = ("", "var text = \"{0}\";", "text"),
        ["local const"] = ("", "const string text = \"{0}\";", "text"),
        ["two locals"] = ("", "var first = \"{0}\"; var text = first;", "text"),
        ["fallback"] = ("", "", "(Environment.GetEnvironmentVariable(\"A\") ?? \"{0}\")"),
        ["conditional"] = ("static bool IsTest = true;", "", "(IsTest ? Environment.GetEnvironmentVariable(\"A\")! : \"{0}\")"),
        ["switch"] = ("static int Mode = 1;", "", "(Mode switch { 1 => Environment.GetEnvironmentVariable(\"A\")!, _ => \"{0}\" })"),
        ["sum"] = ("const string First = \"{1}\";", "", "(First + \"{2}\")"),
        ["interpolation"] = ("const string First = \"{1}\";", "", "$\"{First}{2}\""),
        ["string.Concat"] = ("", "", "string.Concat(\"{1}\", \"{2}\")"),
        ["Trim"] = ("", "", "\" {0} \".Trim()"),
        ["UTF-8"] = ("", "", "System.Text.Encoding.UTF8.GetString(\"{0}\"u8)"),
        ["Base64"] = ("", "", "System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(\"{3}\"))"),
    };

    private static readonly Dictionary<string, string> SecretSinks = new()
    {
        ["ClientSecret"] = "_ = new AdobePass.ClientSecret({0}!);",
        ["credentials"] = "_ = new AdobePass.ClientCredentials(\"id\", new AdobePass.ClientSecret({0}!));",
        ["dictionary"] = "await _http.PostAsync(\"" + Host + "/o/client/token\", new FormUrlEncodedContent(new Dictionary<string, string> { [\"client_id\"] = id, [\"client_secret\"] = {0}! }));",
        ["dictionary with Add"] = "var form = new Dictionary<string, string>(); form.Add(\"client_secret\", {0}!); await _http.PostAsync(\"" + Host + "/o/client/token\", new FormUrlEncodedContent(form));",
        ["dictionary in braces"] = "await _http.PostAsync(\"" + Host + "/o/client/token\", new FormUrlEncodedContent(new Dictionary<string, string> { { \"client_secret\", {0}! } }));",
        ["pairs"] = "await _http.PostAsync(\"" + Host + "/o/client/token\", new FormUrlEncodedContent(new[] { new KeyValuePair<string, string>(\"client_secret\", {0}!) }));",
        ["text"] = "await _http.PostAsync(\"" + Host + "/o/client/token\", new StringContent($\"client_id={id}&client_secret={{0}}&grant_type=client_credentials\", System.Text.Encoding.UTF8, \"application/x-www-form-urlencoded\"));",
        ["object"] = "await _http.PostAsJsonAsync(\"" + Host + "/o/client/token\", new { client_id = id, client_secret = {0} });",
    };

    private static readonly Dictionary<string, string> TokenSinks = new()
    {
        ["AccessToken"] = "_ = new AdobePass.AccessToken({0}!);",
        ["Authorization"] = "using var request = new HttpRequestMessage(HttpMethod.Get, \"" + Host + "/api/v2/CHAN1/profiles\"); request.Headers.Authorization = new AuthenticationHeaderValue(\"Bearer\", {0}); await _http.SendAsync(request);",
        ["Add"] = "using var request = new HttpRequestMessage(HttpMethod.Get, \"" + Host + "/api/v2/CHAN1/profiles\"); request.Headers.Add(\"Authorization\", \"Bearer \" + {0}); await _http.SendAsync(request);",
        ["TryAddWithoutValidation"] = "using var request = new HttpRequestMessage(HttpMethod.Get, \"" + Host + "/api/v2/CHAN1/profiles\"); request.Headers.TryAddWithoutValidation(\"authorization\", $\"Bearer {{0}}\"); await _http.SendAsync(request);",
        ["default header"] = "var http = new HttpClient(); http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", {0}); await http.GetAsync(\"" + Host + "/api/v2/CHAN1/configuration\");",
        ["header of a local"] = "var header = new AuthenticationHeaderValue(\"Bearer\", {0}); using var request = new HttpRequestMessage(HttpMethod.Get, \"" + Host + "/api/v2/CHAN1/profiles\"); request.Headers.Authorization = header; await _http.SendAsync(request);",
        ["initializer"] = "await _http.SendAsync(new HttpRequestMessage(HttpMethod.Get, \"" + Host + "/api/v2/CHAN1/profiles\") { Headers = { Authorization = new AuthenticationHeaderValue(\"Bearer\", {0}) } });",
        ["Parse"] = "using var request = new HttpRequestMessage(HttpMethod.Get, \"" + Host + "/api/v2/CHAN1/profiles\"); request.Headers.Authorization = AuthenticationHeaderValue.Parse(\"Bearer \" + {0}); await _http.SendAsync(request);",
    };

    private static readonly string[] Placeholders =
    [
        "client_secret", "YOUR-SECRET-4711", "<secret-4711>", "${SECRET_4711}", "made-up-secret-1", "00000000-0000-0000-0000-000000000000", "a1b2", "#{Secret1}#", "%SECRET_1%", "changeme-4711", "test-secret-99", "s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw", "xxxxxxxx-1", "__SECRET1__", "secret...9", "REPLACE_ME_1",
    ];

    private static readonly Dictionary<string, string> RuntimeValues = new()
    {
        ["environment"] = "Environment.GetEnvironmentVariable(\"A\")",
        ["parameter"] = "id",
        ["configuration"] = "_settings[\"AdobePass:ClientSecret\"]",
        ["file"] = "System.IO.File.ReadAllText(\"secret-4711.txt\")",
        ["unknown part"] = "(\"ab12\" + id)",
        ["changing field"] = "_changing",
        ["local with two values"] = "twice",
    };

    private static int s_number;

    public static IEnumerable<Seed> All(string rule, Random random, int count)
    {
        var sinks = rule == "AP3003" ? SecretSinks : TokenSinks;
        for (var i = 0; i < count; i++)
        {
            var sink = Pick(random, sinks);
            var secret = MakeUp(random);
            var flow = Pick(random, Flows);
            switch (random.Next(6))
            {
                case 0 or 1 or 2:
                    yield return new Seed(rule, $"{flow.Key} to {sink.Key}", true, Write(sink.Value, flow.Value, secret));
                    break;
                case 3:
                    yield return new Seed(rule, "placeholder", false, Write(sink.Value, Flows.ElementAt(random.Next(12)).Value, Placeholders[random.Next(Placeholders.Length)]));
                    break;
                case 4:
                    var value = Pick(random, RuntimeValues);
                    yield return new Seed(rule, value.Key, false, Write(sink.Value, ("", "var twice = id; twice = id + 1;", value.Value), secret));
                    break;
                default:
                    // The same on another host, or in a type of one's own.
                    yield return new Seed(rule, "of another service", false, Write(sink.Value, flow.Value, secret).Replace("sp.auth.adobe.com", "login.example.com", StringComparison.Ordinal).Replace("AdobePass.ClientSecret", "Mine", StringComparison.Ordinal).Replace("AdobePass.AccessToken", "Mine", StringComparison.Ordinal).Replace("AdobePass.ClientCredentials", "Pair", StringComparison.Ordinal) + "// adobe.com");
                    break;
            }
        }

        foreach (var (kind, flow) in Unsupported())
        {
            yield return new Seed(rule, kind, true, Write(sinks.First().Value, flow, MakeUp(random))) { IsUnsupported = true };
        }
    }

    private static IEnumerable<(string Kind, (string Members, string Locals, string Expression) Flow)> Unsupported() =>
    [
        ("characters", ("", "", "new string(new[] { 'a', '1', 'b', '2', 'c', '3', 'd', '4' })")),
        ("StringBuilder", ("", "var text = new System.Text.StringBuilder(); text.Append(\"{0}\");", "text.ToString()")),
        ("reversed", ("", "", "new string(System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Reverse(\"{0}\")))")),
        ("local with two values", ("", "string text; if (id.Length > 3) { text = \"{0}\"; } else { text = \"\"; }", "text")),
        ("method with a parameter", ("static string Text(int i) => \"{0}\";", "", "Text(1)")),
        ("field of a base class", ("class Above { protected string Text = \"{0}\"; } class Below : Above { public string Get() => Text; }", "", "new Below().Get()")),
    ];

    private static KeyValuePair<string, T> Pick<T>(Random random, Dictionary<string, T> from) => from.ElementAt(random.Next(from.Count));

    // Has the look of a secret and is none.
    private static string MakeUp(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        bytes[0] = 0xA7;
        var text = random.Next(2) == 0 ? new Guid(bytes).ToString() : Convert.ToHexString(bytes);
        return text.Contains("0000", StringComparison.Ordinal) || text.Contains("1234", StringComparison.Ordinal) ? MakeUp(random) : text;
    }

    private static string Write(string sink, (string Members, string Locals, string Expression) flow, string secret)
    {
        string Fill(string text) => text
            .Replace("{0}", secret, StringComparison.Ordinal)
            .Replace("{1}", secret[..(secret.Length / 2)], StringComparison.Ordinal)
            .Replace("{2}", secret[(secret.Length / 2)..], StringComparison.Ordinal)
            .Replace("{3}", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret)), StringComparison.Ordinal);

        return $$"""
            using System;
            using System.Collections.Generic;
            using System.Net.Http;
            using System.Net.Http.Headers;
            using System.Net.Http.Json;
            using System.Threading.Tasks;

            namespace Seed{{Interlocked.Increment(ref s_number).ToString(CultureInfo.InvariantCulture)}};

            class Mine { public Mine(string text) { } }
            class Pair { public Pair(string id, Mine secret) { } }

            class Service
            {
                readonly HttpClient _http = new HttpClient();
                readonly Dictionary<string, string> _settings = new();
                string? _changing = "ab12cd34ef";
                {{Fill(flow.Members)}}

                void Change(string value) { _changing = value; }

                async Task RunAsync(string id)
                {
                    await Task.Yield();
                    {{Fill(flow.Locals)}}
                    {{sink.Replace("{0}", Fill(flow.Expression), StringComparison.Ordinal)}}
                }
            }

            """;
    }
}
