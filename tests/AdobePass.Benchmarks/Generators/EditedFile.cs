using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AdobePass.Benchmarks.Generators;

/// <summary>A file of 2,000 lines that calls Adobe Pass, in which someone types.</summary>
internal sealed class EditedFile
{
    private const string Typed = "\"res-1";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var file
                && (file.StartsWith("System.", StringComparison.Ordinal) || file is "mscorlib.dll" or "netstandard.dll" or "AdobePass.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private readonly string _text;
    private readonly CSharpCompilation _before;
    private int _edits;

    public EditedFile()
    {
        var generator = typeof(EditedFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static each => each.Key == "OurGenerator").Value!;
        _analyzers =
        [
            .. Assembly.LoadFrom(generator).GetTypes()
                .Where(static type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
                .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
        _text = Write();
        _before = CSharpCompilation.Create(
            "MyApp",
            [Parse(_text)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    public int Lines => _text.Count(static each => each == '\n');

    /// <summary>The compiler's errors; there must be none.</summary>
    public IEnumerable<Diagnostic> Errors() => _before.GetDiagnostics().Where(static each => each.Severity == DiagnosticSeverity.Error);

    /// <summary>One more character in a string of a method. Returns the changed file, which the compiler has checked already.</summary>
    public SemanticModel Type()
    {
        var place = _text.IndexOf(Typed, _text.Length / 2, StringComparison.Ordinal) + Typed.Length;
        var changed = Parse(_text.Insert(place, (++_edits % 10).ToString(CultureInfo.InvariantCulture)));
        var model = _before.ReplaceSyntaxTree(_before.SyntaxTrees[0], changed).GetSemanticModel(changed);
        model.GetDiagnostics();
        return model;
    }

    /// <summary>
    /// Requests the diagnostics of the analyzers for the file, as an editor does. Returns the time in the analyzers, in milliseconds.
    /// </summary>
    public async Task<(int Findings, double InCallbacks)> AnalyzeAsync(SemanticModel model)
    {
        var host = model.Compilation.WithAnalyzers(
            _analyzers,
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: true));
        var found = await host.GetAnalyzerSemanticDiagnosticsAsync(model, null, default).ConfigureAwait(false);
        var time = 0.0;
        foreach (var analyzer in _analyzers)
        {
            time += (await host.GetAnalyzerTelemetryInfoAsync(analyzer, default).ConfigureAwait(false)).ExecutionTime.TotalMilliseconds;
        }

        return (found.Length, time);
    }

    private static SyntaxTree Parse(string text) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp12), "/src/Pass.cs");

    private static string Write()
    {
        var text = new StringBuilder(Head);
        for (var i = 0; i < 11; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            text.Append(Client.Replace("#", number, StringComparison.Ordinal));
            text.Append(Screen.Replace("#", number, StringComparison.Ordinal));
        }

        return text.ToString();
    }

    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Net;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Net.Http.Json;
        using System.Text;
        using System.Text.Json;
        using System.Threading;
        using System.Threading.Tasks;

        namespace MyApp;

        public sealed record Pair(string client_id, string client_secret);

        public sealed record Token(string access_token, long expires_in);

        public sealed record Decision(string Resource, bool Authorized, string? MediaToken);


        """;

    // A client of its own: registration, tokens, requests through helpers, polling, decisions.
    private const string Client = """
        public sealed class Client#(HttpClient http, string statement, string deviceId, string folder)
        {
            private const string Host = "https://sp.auth.adobe.com";
            private static readonly string Info = Encode("{\"model\":\"Box#\",\"version\":\"1\",\"osName\":\"Linux\",\"osVersion\":\"6\",\"connectionType\":\"LAN\"}");
            private readonly SemaphoreSlim _gate = new(1, 1);
            private string? _token;
            private DateTimeOffset _ends;

            public async Task<IReadOnlyList<string>> GetMvpdsAsync(string channel, CancellationToken cancellationToken)
            {
                var json = await GetAsync($"/api/v2/{channel}/configuration", cancellationToken);
                var names = new List<string>();
                foreach (var mvpd in json.GetProperty("requestor").GetProperty("mvpds").EnumerateArray())
                {
                    if (mvpd.TryGetProperty("displayName", out var name) && name.GetString() is { Length: > 0 } text)
                    {
                        names.Add(text);
                    }
                }

                return names;
            }

            public async Task<string> LoginAsync(string channel, string mvpd, Action<string> open, CancellationToken cancellationToken)
            {
                using var request = await CreateAsync(HttpMethod.Post, $"/api/v2/{channel}/sessions", cancellationToken);
                request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["mvpd"] = mvpd,
                    ["domainName"] = "tv#.example",
                    ["redirectUrl"] = "https://tv#.example/done",
                });
                using var response = await http.SendAsync(request, cancellationToken);
                var session = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
                var code = session.GetProperty("code").GetString()!;
                open(Host + session.GetProperty("url").GetString());
                var end = DateTimeOffset.UtcNow.AddMinutes(30);
                while (DateTimeOffset.UtcNow < end)
                {
                    var profiles = await GetAsync($"/api/v2/{channel}/profiles/code/{code}", cancellationToken);
                    if (profiles.GetProperty("profiles").EnumerateObject().Any())
                    {
                        return code;
                    }

                    await Task.Delay(TimeSpan.FromSeconds(4), cancellationToken);
                }

                throw new TimeoutException("The code has expired.");
            }

            public async Task<Decision?> AuthorizeAsync(string channel, string mvpd, string resource, CancellationToken cancellationToken)
            {
                var path = $"/api/v2/{channel}/decisions/authorize/{Uri.EscapeDataString(mvpd)}";
                var json = await PostAsync(path, new { resources = new[] { resource } }, cancellationToken);
                foreach (var decision in json.GetProperty("decisions").EnumerateArray())
                {
                    if (decision.GetProperty("resource").GetString() == resource)
                    {
                        var isAuthorized = decision.GetProperty("authorized").GetBoolean();
                        var token = decision.TryGetProperty("token", out var media) ? media.GetProperty("serializedToken").GetString() : null;
                        return new Decision(resource, isAuthorized, token);
                    }
                }

                return null;
            }

            public Task<JsonElement> PreauthorizeAsync(string channel, string mvpd, string[] resources, CancellationToken cancellationToken) =>
                PostAsync($"/api/v2/{channel}/decisions/preauthorize/{mvpd}", new { resources }, cancellationToken);

            private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
            {
                using var request = await CreateAsync(HttpMethod.Get, path, cancellationToken);
                using var response = await http.SendAsync(request, cancellationToken);
                if (response.StatusCode == HttpStatusCode.Unauthorized)
                {
                    _token = null;
                }

                return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            }

            private async Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellationToken)
            {
                using var request = await CreateAsync(HttpMethod.Post, path, cancellationToken);
                request.Content = JsonContent.Create(body);
                using var response = await http.SendAsync(request, cancellationToken);
                return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            }

            private async Task<HttpRequestMessage> CreateAsync(HttpMethod method, string path, CancellationToken cancellationToken)
            {
                var request = new HttpRequestMessage(method, Host + path);
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await GetTokenAsync(cancellationToken));
                request.Headers.Add("X-Device-Info", Info);
                request.Headers.Add("AP-Device-Identifier", "fingerprint " + Encode(deviceId));
                return request;
            }

            private async Task<string> GetTokenAsync(CancellationToken cancellationToken)
            {
                await _gate.WaitAsync(cancellationToken);
                try
                {
                    if (_token is { } known && DateTimeOffset.UtcNow < _ends)
                    {
                        return known;
                    }

                    var pair = await LoadAsync(cancellationToken) ?? await RegisterAsync(cancellationToken);
                    using var request = new HttpRequestMessage(HttpMethod.Post, Host + "/o/client/token");
                    request.Headers.Add("X-Device-Info", Info);
                    request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
                    {
                        ["grant_type"] = "client_credentials",
                        ["client_id"] = pair.client_id,
                        ["client_secret"] = pair.client_secret,
                    });
                    using var response = await http.SendAsync(request, cancellationToken);
                    var token = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Token>(cancellationToken);
                    (_token, _ends) = (token!.access_token, DateTimeOffset.UtcNow.AddSeconds(token.expires_in - 60));
                    return _token;
                }
                finally
                {
                    _gate.Release();
                }
            }

            private async Task<Pair> RegisterAsync(CancellationToken cancellationToken)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, Host + "/o/client/register");
                request.Headers.Add("X-Device-Info", Info);
                request.Content = JsonContent.Create(new { software_statement = statement });
                using var response = await http.SendAsync(request, cancellationToken);
                var pair = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Pair>(cancellationToken);
                await File.WriteAllTextAsync(Path.Combine(folder, "pair#.json"), JsonSerializer.Serialize(pair), cancellationToken);
                return pair!;
            }

            private async Task<Pair?> LoadAsync(CancellationToken cancellationToken)
            {
                var path = Path.Combine(folder, "pair#.json");
                return File.Exists(path) ? JsonSerializer.Deserialize<Pair>(await File.ReadAllTextAsync(path, cancellationToken)) : null;
            }

            private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        }


        """;

    // Code around it that sends nothing itself.
    private const string Screen = """
        public sealed class Screen#
        {
            private readonly Client# _client;
            private readonly Dictionary<string, bool> _shelf = new(StringComparer.Ordinal);

            public Screen#(Client# client) => _client = client;

            public event EventHandler<string>? Changed;

            public async Task FillAsync(string mvpd, CancellationToken cancellationToken)
            {
                string[] resources = ["res-1", "res-2", "res-3"];
                var json = await _client.PreauthorizeAsync("CHAN1", mvpd, resources, cancellationToken);
                foreach (var decision in json.GetProperty("decisions").EnumerateArray())
                {
                    var resource = decision.GetProperty("resource").GetString() ?? string.Empty;
                    _shelf[resource] = decision.TryGetProperty("authorized", out var authorized) && authorized.GetBoolean();
                    Changed?.Invoke(this, resource);
                }
            }

            public string Describe(string resource) => _shelf.TryGetValue(resource, out var isAvailable) switch
            {
                true when isAvailable => $"{resource} is available",
                true => $"{resource} is not in the package",
                _ => $"{resource} is not known",
            };

            public async Task<string> PlayAsync(string mvpd, string resource, CancellationToken cancellationToken)
            {
                try
                {
                    var decision = await _client.AuthorizeAsync("CHAN1", mvpd, resource, cancellationToken);
                    return decision is { Authorized: true, MediaToken: { } token } ? $"playing with {token.Length} characters" : "not permitted";
                }
                catch (HttpRequestException failure) when (failure.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
                    return "try again";
                }
            }
        }


        """;
}
