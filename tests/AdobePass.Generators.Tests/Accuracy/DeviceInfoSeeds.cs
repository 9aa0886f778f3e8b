namespace AdobePass.Generators.Tests.Accuracy;

/// <summary>Requests with and without <c>X-Device-Info</c>: every way to write the address, the request, the client and the header.</summary>
internal static class DeviceInfoSeeds
{
    private const string Host = "https://sp.auth.adobe.com";

    private static readonly (string Method, string Path)[] Requiring =
    [
        ("Post", "/o/client/register"), ("Post", "/o/client/token"), ("Post", "/api/v2/CHAN1/sessions"), ("Get", "/api/v2/CHAN1/profiles"), ("Get", "/api/v2/CHAN1/profiles/MvpdAlpha"),
        ("Post", "/api/v2/CHAN1/decisions/preauthorize/MvpdAlpha"), ("Post", "/api/v2/CHAN1/decisions/authorize/MvpdAlpha"), ("Get", "/api/v2/CHAN1/logout/MvpdAlpha"),
        ("Post", "/api/v2/CHAN1/sessions/sso/Apple"), ("Post", "/api/v2/CHAN1/profiles/sso/Apple"),
    ];

    private static readonly (string Method, string Path)[] NotRequiring =
    [
        ("Get", "/api/v2/CHAN1/configuration"), ("Get", "/api/v2/CHAN1/sessions/ABC123"), ("Post", "/api/v2/CHAN1/sessions/ABC123"), ("Get", "/api/v2/CHAN1/profiles/code/ABC123"), ("Get", "/api/v2/authenticate/CHAN1/ABC123"),
    ];

    // {0} is the path; the result is an expression that is in scope in a method of the class.
    private static readonly Dictionary<string, (string Members, string Locals, string Expression)> Addresses = new()
    {
        ["literal"] = ("", "", $"\"{Host}{{0}}\""),
        ["const"] = ($"const string Address = \"{Host}{{0}}\";", "", "Address"),
        ["static readonly"] = ($"static readonly string Address = \"{Host}{{0}}\";", "", "Address"),
        ["sum"] = ($"const string Base = \"{Host}\";", "", "Base + \"{0}\""),
        ["interpolation"] = ($"const string Base = \"{Host}\";", "", "$\"{Base}{0}\""),
        ["local"] = ("", $"var address = \"{Host}{{0}}\";", "address"),
        ["Uri"] = ("", "", $"new Uri(\"{Host}{{0}}\")"),
        ["Uri below another"] = ($"static readonly Uri Base = new Uri(\"{Host}\");", "", "new Uri(Base, \"{0}\")"),
        ["property"] = ($"static string Base => \"{Host}\";", "", "Base + \"{0}\""),
        ["method"] = ($"static string Base() => \"{Host}\";", "", "Base() + \"{0}\""),
        ["string.Concat"] = ("", "", $"string.Concat(\"{Host}\", \"{{0}}\")"),
        ["string.Format"] = ("", "", $"string.Format(\"\u00ab0\u00bb{{0}}\", \"{Host}\")"),
        ["query"] = ("", "", $"\"{Host}{{0}}?a=\" + DateTime.Now.Year"),
        ["conditional host"] = ("static bool IsTest;", "", $"(IsTest ? \"https://sp.auth-staging.adobe.com\" : \"{Host}\") + \"{{0}}\""),
    };

    private static readonly Dictionary<string, string> Requests = new()
    {
        ["constructor"] = "using var request = new HttpRequestMessage(HttpMethod.{2}, {1});\n        {3}\n        await {4}.SendAsync(request{5});",
        ["initializer"] = "var request = new HttpRequestMessage {{ Method = HttpMethod.{2}, RequestUri = {6} }};\n        {3}\n        await {4}.SendAsync(request{5});",
        ["property"] = "var request = new HttpRequestMessage();\n        request.Method = HttpMethod.{2};\n        request.RequestUri = {6};\n        {3}\n        using var answer = await {4}.SendAsync(request{5}).ConfigureAwait(false);",
        ["assigned later"] = "HttpRequestMessage request;\n        request = new HttpRequestMessage(HttpMethod.{2}, {1});\n        {3}\n        await {4}.SendAsync(request{5});",
    };

    private static readonly Dictionary<string, (string Members, string Locals, string Expression)> Clients = new()
    {
        ["local"] = ("", "using var http = new HttpClient();", "http"),
        ["local with a handler of the platform"] = ("", "using var http = new HttpClient(new SocketsHttpHandler());", "http"),
        ["field"] = ("readonly HttpClient _http = new HttpClient();", "", "_http"),
        ["static field"] = ("static readonly HttpClient Http = new();", "", "Http"),
        ["injected"] = ("readonly HttpClient _http; public Service(HttpClient http) { _http = http; }", "", "_http"),
        ["injected and checked"] = ("readonly HttpClient _http; public Service(HttpClient http) { _http = http ?? throw new ArgumentNullException(nameof(http)); }", "", "_http"),
        ["property"] = ("HttpClient Http { get; } = new HttpClient();", "", "Http"),
    };

    private static readonly Dictionary<string, (string Members, string Statement)> Headers = new()
    {
        ["Add"] = ("", "request.Headers.Add(\"X-Device-Info\", info);"),
        ["TryAddWithoutValidation"] = ("", "request.Headers.TryAddWithoutValidation(\"X-Device-Info\", info);"),
        ["other case"] = ("", "request.Headers.Add(\"x-device-info\", info);"),
        ["const name"] = ("const string Name = \"X-Device-Info\";", "request.Headers.Add(Name, info);"),
        ["name of another class"] = ("static class Names { public const string Info = \"X-Device-Info\"; }", "request.Headers.Add(Names.Info, info);"),
        ["static readonly name"] = ("static readonly string Name = \"X-Device-Info\";", "request.Headers.Add(Name, info);"),
        ["several values"] = ("", "request.Headers.Add(\"X-Device-Info\", new[] { info });"),
        ["under a condition"] = ("", "if (info.Length > 0) { request.Headers.Add(\"X-Device-Info\", info); }"),
        ["helper"] = ("static void Describe(HttpRequestMessage message, string info) => message.Headers.Add(\"X-Device-Info\", info);", "Describe(request, info);"),
        ["helper for headers"] = ("static void Describe(HttpRequestHeaders headers, string info) { headers.TryAddWithoutValidation(\"X-Device-Info\", info); }", "Describe(request.Headers, info);"),
        ["helper out of sight"] = ("static Action<HttpRequestMessage> Describe = null!;", "Describe(request);"),
        ["foreach over headers"] = ("", "foreach (var pair in new Dictionary<string, string> { [\"X-Device-Info\"] = info }) { request.Headers.Add(pair.Key, pair.Value); }"),
        ["kept elsewhere"] = ("HttpRequestMessage _last = null!;", "_last = request; Touch(); "),
    };

    // What a request may have without being described.
    private static readonly Dictionary<string, (string Members, string Statement)> OtherStatements = new()
    {
        ["nothing"] = ("", ""),
        ["another header"] = ("", "request.Headers.Add(\"Accept\", \"application/json\");"),
        ["authorization"] = ("", "request.Headers.Authorization = new AuthenticationHeaderValue(\"Bearer\", info);"),
        ["a header of a like name"] = ("", "request.Headers.Add(\"X-Device-Information\", info);"),
        ["a helper for something else"] = ("static void Accept(HttpRequestMessage message) => message.Headers.Add(\"Accept\", \"application/json\");", "Accept(request);"),
        ["content"] = ("", "request.Content = new StringContent(info);"),
        ["version"] = ("", "request.Version = new Version(2, 0); request.Headers.UserAgent.ParseAdd(\"a/1\");"),
        ["described in another method"] = ("void Other(string info) { using var other = new HttpRequestMessage(); other.Headers.Add(\"X-Device-Info\", info); }", ""),
    };

    public static IEnumerable<Seed> All(Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var isMistake = random.Next(2) == 0;
            var address = Pick(random, Addresses);
            var request = Pick(random, Requests);
            var client = Pick(random, Clients);
            var body = isMistake ? Pick(random, OtherStatements) : Pick(random, Headers);
            var operation = Requiring[random.Next(Requiring.Length)];
            var kind = isMistake ? $"{client.Key} client, {body.Key}" : body.Key;
            if (!isMistake && random.Next(4) == 0)
            {
                (kind, body) = ("operation without the header", Pick(random, OtherStatements));
                operation = NotRequiring[random.Next(NotRequiring.Length)];
            }
            else if (!isMistake && random.Next(6) == 0)
            {
                (kind, body) = ("another host", Pick(random, OtherStatements));
                yield return new Seed("AP2001", kind, false, Write(address.Value, request.Value, client.Value, body.Value, operation).Replace("auth.adobe.com", "auth.example.com", StringComparison.Ordinal).Replace("auth-staging.adobe.com", "auth-staging.example.com", StringComparison.Ordinal) + "// adobe.com");
                continue;
            }

            yield return new Seed("AP2001", kind, isMistake, Write(address.Value, request.Value, client.Value, body.Value, operation));
        }

        foreach (var seed in Shorthands().Concat(SetUpElsewhere()).Concat(Unsupported()))
        {
            yield return seed;
        }
    }

    private static IEnumerable<Seed> Shorthands()
    {
        foreach (var (name, client) in Clients)
        {
            foreach (var (method, path) in Requiring)
            {
                var call = method == "Get" ? $"await {client.Expression}.GetStringAsync(\"{Host}{path}\");" : $"await {client.Expression}.PostAsync(\"{Host}{path}\", new StringContent(info));";
                yield return new Seed("AP2001", $"shorthand, {name} client", true, Class(client.Members, client.Locals + "\n        " + call));
            }

            foreach (var (method, path) in NotRequiring)
            {
                var call = method == "Get" ? $"await {client.Expression}.GetAsync(\"{Host}{path}\");" : $"await {client.Expression}.PostAsync(\"{Host}{path}\", null);";
                yield return new Seed("AP2001", "operation without the header", false, Class(client.Members, client.Locals + "\n        " + call));
            }
        }

        foreach (var (_, path) in Requiring.Where(operation => operation.Method == "Post"))
        {
            // Default headers quiet the rule for the injected clients of the whole project.
            yield return new Seed("AP2001", "default header, local", false, Class("", $"var http = new HttpClient(); http.DefaultRequestHeaders.Add(\"X-Device-Info\", info); await http.PostAsync(\"{Host}{path}\", null);")) { IsAlone = true };
            yield return new Seed("AP2001", "default header, initializer", false, Class("", $"var http = new HttpClient {{ DefaultRequestHeaders = {{ {{ \"X-Device-Info\", info }} }} }}; await http.PostAsync(\"{Host}{path}\", null);")) { IsAlone = true };
            yield return new Seed("AP2001", "default header, constructor", false, Class("readonly HttpClient _http; public Service(string info) { _http = new HttpClient(); _http.DefaultRequestHeaders.TryAddWithoutValidation(\"X-Device-Info\", info); }", $"await _http.PostAsync(\"{Host}{path}\", null);")) { IsAlone = true };
            yield return new Seed("AP2001", "header of the content", false, Class("", $"var content = new StringContent(info); content.Headers.Add(\"X-Device-Info\", info); await new HttpClient().PostAsync(\"{Host}{path}\", content);"));
            yield return new Seed("AP2001", "handler of one's own", false, Class("class Describing : HttpClientHandler {{ }}".Replace("{{ }}", "{ }", StringComparison.Ordinal), $"var http = new HttpClient(new Describing()); await http.PostAsync(\"{Host}{path}\", null);"));
            yield return new Seed("AP2001", "base address", true, Class($"readonly HttpClient _http = new HttpClient {{ BaseAddress = new Uri(\"{Host}\") }};", $"await _http.PostAsync(\"{path}\", null);"));
            yield return new Seed("AP2001", "base address in the constructor", true, Class($"readonly HttpClient _http; public Service(HttpClient http) {{ http.BaseAddress = null; _http = http; _http.BaseAddress = new Uri(\"{Host}/\"); }}", $"await _http.PostAsync(\"{path.TrimStart('/')}\", null);"));
            yield return new Seed("AP2001", "request sent at once", true, Class("", $"await new HttpClient().SendAsync(new HttpRequestMessage(HttpMethod.Post, \"{Host}{path}\"));"));
            yield return new Seed("AP2001", "headers in the initializer", false, Class("", $"await new HttpClient().SendAsync(new HttpRequestMessage(HttpMethod.Post, \"{Host}{path}\") {{ Headers = {{ {{ \"X-Device-Info\", info }} }} }});"));
            yield return new Seed("AP2001", "client parameter", true, Class("", $"await Local(new HttpClient(), info); static Task Local(HttpClient http, string info) => http.PostAsync(\"{Host}{path}\", null);"));
        }
    }

    private static IEnumerable<Seed> SetUpElsewhere()
    {
        var use = Class("readonly HttpClient _http; public Service(HttpClient http) { _http = http; }", $"await _http.PostAsync(\"{Host}/api/v2/CHAN1/sessions\", null);");
        yield return new Seed("AP2001", "message handler", false, use + "class Describing : DelegatingHandler { protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) { request.Headers.Add(\"X-Device-Info\", \"a\"); return base.SendAsync(request, cancellationToken); } }") { IsAlone = true };
        yield return new Seed("AP2001", "dependency injection", false, use + "static class Setup { static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services, string info) => Microsoft.Extensions.DependencyInjection.HttpClientFactoryServiceCollectionExtensions.AddHttpClient<Service>(services, client => client.DefaultRequestHeaders.Add(\"X-Device-Info\", info)); }") { IsAlone = true };
        yield return new Seed("AP2001", "dependency injection of something else", true, use + "static class Setup { static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services) => Microsoft.Extensions.DependencyInjection.HttpClientFactoryServiceCollectionExtensions.AddHttpClient<Service>(services, client => client.Timeout = TimeSpan.FromSeconds(3)); }") { IsAlone = true };
        yield return new Seed("AP2001", "message handler, client made here", true, Class("", $"await new HttpClient().PostAsync(\"{Host}/api/v2/CHAN1/sessions\", null);") + "class Describing : DelegatingHandler { protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) { request.Headers.Add(\"X-Device-Info\", \"a\"); return base.SendAsync(request, cancellationToken); } }") { IsAlone = true };
    }

    private static IEnumerable<Seed> Unsupported()
    {
        yield return new Seed("AP2001", "request made by a method that returns it", true, Class($"static HttpRequestMessage Make() => new HttpRequestMessage(HttpMethod.Get, \"{Host}/api/v2/CHAN1/profiles\");", "await new HttpClient().SendAsync(Make());")) { IsUnsupported = true };
        yield return new Seed("AP2001", "address of a parameter", true, Class("Task Send(string address) => new HttpClient().GetAsync(address);", $"await Send(\"{Host}/api/v2/CHAN1/profiles\");")) { IsUnsupported = true };
        yield return new Seed("AP2001", "helper out of sight that adds nothing", true, Class("static Action<HttpRequestMessage> Nothing = _ => { };", $"var request = new HttpRequestMessage(HttpMethod.Get, \"{Host}/api/v2/CHAN1/profiles\"); Nothing(request); await new HttpClient().SendAsync(request);")) { IsUnsupported = true };
        yield return new Seed("AP2001", "WebRequest", true, Class("", $"#pragma warning disable SYSLIB0014\nvar request = (HttpWebRequest)WebRequest.Create(\"{Host}/api/v2/CHAN1/profiles\"); await request.GetResponseAsync();")) { IsUnsupported = true };
    }

    private static KeyValuePair<string, T> Pick<T>(Random random, Dictionary<string, T> from) => from.ElementAt(random.Next(from.Count));

    private static string Write((string Members, string Locals, string Expression) address, string request, (string Members, string Locals, string Expression) client, (string Members, string Statement) body, (string Method, string Path) operation)
    {
        var expression = address.Expression.Replace("{0}", operation.Path, StringComparison.Ordinal).Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal).Replace('\u00ab', '{').Replace('\u00bb', '}');
        var uri = expression.StartsWith("new Uri", StringComparison.Ordinal) ? expression : $"new Uri({expression})";
        var text = request
            .Replace("{1}", expression, StringComparison.Ordinal)
            .Replace("{2}", operation.Method, StringComparison.Ordinal)
            .Replace("{3}", body.Statement, StringComparison.Ordinal)
            .Replace("{4}", client.Expression, StringComparison.Ordinal)
            .Replace("{5}", string.Empty, StringComparison.Ordinal)
            .Replace("{6}", uri, StringComparison.Ordinal)
            .Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
        return Class(
            client.Members + "\n    " + address.Members.Replace("{0}", operation.Path, StringComparison.Ordinal) + "\n    " + body.Members,
            client.Locals + "\n        " + address.Locals.Replace("{0}", operation.Path, StringComparison.Ordinal) + "\n        " + text);
    }

    // A namespace for each, since many stand in one project.
    private static int s_number;

    private static string Class(string members, string statements) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Net;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Seed{{Interlocked.Increment(ref s_number)}};

        class Service
        {
            {{members}}

            void Touch() { }

            async Task RunAsync(string info)
            {
                {{statements}}
            }
        }

        """;
}
