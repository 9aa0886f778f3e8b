using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP1001: Client credentials are not stored.</summary>
public class AP1001Tests
{
    private const string Rule = "AP1001";
    private const string Register =
        "_http.PostAsJsonAsync(\"https://sp.auth.adobe.com/o/client/register\", new { a = 1 })";

    private const string Url = "\"https://sp.auth.adobe.com/o/client/register\"";

    [Theory]
    [InlineData(
        "using System.IO.TextWriter f = System.IO.File.CreateText(\"c\"); var a = await " +
        Register +
        "; await f.WriteAsync(await a.Content.ReadAsStringAsync());")]
    [InlineData("_services.AddSingleton(await " + Register + ");")]
    public async Task Correct_code_is_not_reported(string statements) =>
        await RuleTest.ReportsAsync(Rule, RuleTest.InClass(statements));

    [Theory]
    [InlineData("passed to a method that only sends them", $$"""
        public async Task RunAsync()
        {
            var response = await [|http.PostAsJsonAsync({{Url}}, new { a = 1 })|];
            var pair = (await response.Content.ReadFromJsonAsync<Pair>())!;
            await TokenAsync(pair);
        }
        """)]
    [InlineData("the store is read and never written", $$"""
        public async Task RunAsync()
        {
            var pair = await vault.LoadAsync();
            if (pair is null)
            {
                var response = await [|http.PostAsJsonAsync({{Url}}, new { a = 1 })|];
                pair = await response.Content.ReadFromJsonAsync<Pair>();
            }

            await TokenAsync(pair!);
        }
        """)]
    [InlineData("the URL is a parameter", """
        public async Task RunAsync()
        {
            var pair = await [|SendAsync("register", new { a = 1 })|];
            await TokenAsync(new Pair(pair.GetProperty("client_id").GetString()!, pair.GetProperty("client_secret").GetString()!));
        }

        private async Task<JsonElement> SendAsync(string what, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/" + what);
            request.Content = JsonContent.Create(body);
            using var response = await http.SendAsync(request);
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
        """)]
    [InlineData("the URL is the choice of a parameter", """
        public async Task RunAsync() => await TokenAsync(await [|SendAsync<Pair>(Endpoint.Register)|]);

        private async Task<T> SendAsync<T>(Endpoint endpoint)
        {
            var url = endpoint switch
            {
                Endpoint.Register => "https://sp.auth.adobe.com/o/client/register",
                _ => "https://sp.auth.adobe.com/o/client/token",
            };
            var response = await http.PostAsync(url, null);
            return (await response.Content.ReadFromJsonAsync<T>())!;
        }
        """)]
    [InlineData("the request comes from another method", """
        public async Task RunAsync()
        {
            using var request = Build("https://sp.auth.adobe.com/o/client/register");
            var response = await [|http.SendAsync(request)|];
            await TokenAsync((await response.Content.ReadFromJsonAsync<Pair>())!);
        }

        private static HttpRequestMessage Build(string url)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, url);
            request.Headers.Add("X-Device-Info", "e30=");
            return request;
        }
        """)]
    [InlineData("only the client id is stored", $$"""
        public async Task RunAsync()
        {
            var response = await [|http.PostAsJsonAsync({{Url}}, new { a = 1 })|];
            var pair = (await response.Content.ReadFromJsonAsync<Pair>())!;
            File.WriteAllText("id", pair.client_id);
            await TokenAsync(pair);
        }
        """)]
    [InlineData("the local is used again for another response", $$"""
        private string? _token;

        public async Task RunAsync()
        {
            var response = await [|http.PostAsync({{Url}}, null)|];
            var text = await response.Content.ReadAsStringAsync();
            await TokenAsync(JsonSerializer.Deserialize<Pair>(text)!);
            text = await http.GetStringAsync("https://tv.example/token");
            _token = text;
            Console.WriteLine(_token.Length);
        }
        """)]
    [InlineData("only the status is stored", $$"""
        public async Task RunAsync(Func<int, Task> note) => await note((int)(await [|http.PostAsync({{Url}}, null)|]).StatusCode);
        """)]
    public async Task Credentials_that_are_lost_are_reported(string situation, string members)
    {
        _ = situation;
        await RuleTest.ReportsAsync(Rule, HandWritten.Client(members));
    }

    [Theory]
    [InlineData("a pattern variable", $$"""
        public async Task RunAsync()
        {
            var response = await http.PostAsJsonAsync({{Url}}, new { a = 1 });
            if (await response.Content.ReadFromJsonAsync<Pair>() is { client_secret.Length: > 0 } pair)
            {
                await vault.SaveAsync(pair);
            }
        }
        """)]
    [InlineData("the case of a switch", $$"""
        public async Task RunAsync(TextWriter file)
        {
            var response = await http.PostAsJsonAsync({{Url}}, new { a = 1 });
            switch (await response.Content.ReadFromJsonAsync<Pair>())
            {
                case { client_id.Length: > 0 } pair:
                    await file.WriteLineAsync(pair.client_secret);
                    break;
                case null:
                    throw new InvalidOperationException();
            }
        }
        """)]
    [InlineData("a chained assignment", $$"""
        public async Task RunAsync()
        {
            Pair first, second;
            first = second = (await (await http.PostAsync({{Url}}, null)).Content.ReadFromJsonAsync<Pair>())!;
            await TokenAsync(first);
            await vault.SaveAsync(second);
        }
        """)]
    [InlineData("a tuple", $$"""
        public async Task RunAsync()
        {
            var (pair, _) = ((await (await http.PostAsync({{Url}}, null)).Content.ReadFromJsonAsync<Pair>())!, 1);
            await vault.SaveAsync(pair);
        }
        """)]
    [InlineData("a method of a method", $$"""
        public async Task RunAsync() => await KeepAsync(await (await http.PostAsync({{Url}}, null)).Content.ReadAsStringAsync());

        private Task KeepAsync(string json) => WriteAsync("pair", json.Trim());

        private static Task WriteAsync(string name, string text) => File.WriteAllTextAsync(name, text);
        """)]
    [InlineData("a local function", $$"""
        public async Task RunAsync()
        {
            async Task<Pair> RegisterAsync() => (await (await http.PostAsync({{Url}}, null)).Content.ReadFromJsonAsync<Pair>())!;
            await vault.SaveAsync(await RegisterAsync());
        }
        """)]
    [InlineData("an async stream", $$"""
        private async IAsyncEnumerable<Pair> RegisterAsync()
        {
            yield return (await (await http.PostAsync({{Url}}, null)).Content.ReadFromJsonAsync<Pair>())!;
        }

        public async Task RunAsync()
        {
            await foreach (var pair in RegisterAsync())
            {
                await vault.SaveAsync(pair);
            }
        }
        """)]
    [InlineData("a continuation", $$"""
        public Task RunAsync() => http.GetFromJsonAsync<Pair>({{Url}}).ContinueWith(task => vault.SaveAsync(task.Result!));
        """)]
    [InlineData("a query", $$"""
        public async Task RunAsync()
        {
            var response = await http.PostAsync({{Url}}, null);
            var pairs = (await response.Content.ReadFromJsonAsync<Pair[]>())!.Where(pair => pair.client_id.Length > 0).ToList();
            File.WriteAllLines("pairs", pairs.Select(pair => pair.client_secret));
        }
        """)]
    [InlineData("the method stores and returns them", $$"""
        public async Task RunAsync() => await TokenAsync(await RegisterAsync());

        private async Task<Pair> RegisterAsync()
        {
            var pair = (await (await http.PostAsync({{Url}}, null)).Content.ReadFromJsonAsync<Pair>())!;
            await vault.SaveAsync(pair);
            return pair;
        }
        """)]
    [InlineData("an out parameter", $$"""
        public void Run()
        {
            TryRegister(out var pair);
            File.WriteAllText("pair", pair!.client_secret);
        }

        private bool TryRegister(out Pair? pair)
        {
            pair = http.PostAsync({{Url}}, null).Result.Content.ReadFromJsonAsync<Pair>().Result;
            return true;
        }
        """)]
    public async Task Credentials_that_are_stored_are_not_reported(string situation, string members)
    {
        _ = situation;
        await RuleTest.ReportsAsync(Rule, HandWritten.Client(members));
    }

    [Theory]
    [InlineData("File.AppendAllText(\"pairs\", pair.client_secret);", false)]
    [InlineData("Count += pair.client_secret.Length;", true)]

    // A method that is not written yet does not show whether it will store them.
    [InlineData("throw new NotImplementedException();", false)]
    public async Task Class_in_another_file_decides(string statement, bool isReported)
    {
        var client = HandWritten.Client($$"""
            public async Task RunAsync(Audit audit) =>
                audit.Record((await (await http.PostAsync({{Url}}, null)).Content.ReadFromJsonAsync<Pair>())!);
            """);
        var audit = HandWritten.Shared +
            "public sealed class Audit { public int Count; public void Record(Pair pair) { " + statement + " } }";

        Assert.Equal(isReported ? 1 : 0, (await RuleTest.FindAsync(Rule, RuleTest.Project("client", client, audit))).Count);
    }

    [Fact]
    public async Task Credentials_that_a_public_method_returns_are_not_reported()
    {
        var client = HandWritten.Client($$"""
            public async Task<Pair> RegisterAsync() =>
                (await (await http.PostAsync({{Url}}, null)).Content.ReadFromJsonAsync<Pair>())!;
            """);

        Assert.Empty(await RuleTest.FindAsync(Rule, RuleTest.Project("client", client)));
    }

    // An application that uses the library may implement the interface, and store what it gets.
    [Theory]
    [InlineData("public", false)]
    [InlineData("internal", true)]
    public async Task Interface_that_others_can_implement_is_not_decided_by_one_implementation(string access, bool isReported)
    {
        var client = HandWritten.Client($$"""
            public async Task RunAsync(IAudit audit) =>
                audit.Record((await (await http.PostAsync({{Url}}, null)).Content.ReadFromJsonAsync<Pair>())!);
            """).Replace("public sealed class", "internal sealed class", StringComparison.Ordinal);
        var audit = HandWritten.Shared.Replace("public ", "internal ", StringComparison.Ordinal) + $$"""
            {{access}} interface IAudit { void Record(object pair); }
            internal sealed class Audit : IAudit { public void Record(object pair) { } }
            """;

        Assert.Equal(isReported ? 1 : 0, (await RuleTest.FindAsync(Rule, RuleTest.Project("client", client, audit))).Count);
    }
}
