using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP2001 and AP2002.</summary>
public class DeviceHeaderFixTests
{
    private const string Uri = "\"https://sp.auth.adobe.com/api/v2/CHAN1/profiles\"";
    private const string Made = "using var request = new HttpRequestMessage(HttpMethod.Get, " + Uri + ");";
    private const string Info = "request.Headers.TryAddWithoutValidation(\"X-Device-Info\", device.Information.ToHeaderValue());";
    private const string Id =
        "request.Headers.TryAddWithoutValidation(\"AP-Device-Identifier\", "
        + "\"fingerprint \" + Convert.ToBase64String(Encoding.UTF8.GetBytes(device.Identifier)));";
    private const string Send = "await http.SendAsync(request);";

    [Theory]
    [InlineData("\n        " + Made + "\n        " + Send, "\n        " + Made + "\n        {H}\n        " + Send)]
    [InlineData("\r\n        " + Made + " // get\r\n        " + Send, "\r\n        " + Made + " // get\r\n        {H}\r\n        " + Send)]
    [InlineData("\n        " + Made + " " + Send, "\n        " + Made + "\n        {H} " + Send)]
    [InlineData("Other(); " + Made + " " + Send, "Other(); " + Made + " {H} " + Send)]
    [InlineData(
        "var request = new HttpRequestMessage(HttpMethod.Get, " + Uri + ");\n        " + Send,
        "var request = new HttpRequestMessage(HttpMethod.Get, " + Uri + ");\n        {H}\n        " + Send)]
    [InlineData(
        "\n        HttpRequestMessage request = new()\n        {\n            RequestUri = new Uri(" + Uri + "),\n        };\n        "
        + Send,
        "\n        HttpRequestMessage request = new()\n        {\n            RequestUri = new Uri(" + Uri
        + "),\n        };\n        {H}\n        " + Send)]
    [InlineData(
        "\n        HttpRequestMessage request;\n        request = new HttpRequestMessage(HttpMethod.Get, " + Uri + ");\n        " + Send,
        "\n        HttpRequestMessage request;\n        request = new HttpRequestMessage(HttpMethod.Get, " + Uri
        + ");\n        {H}\n        " + Send)]
    [InlineData(
        "\n        using (var request = new HttpRequestMessage(HttpMethod.Get, " + Uri + "))\n        {\n            // now\n            "
        + Send + "\n        }",
        "\n        using (var request = new HttpRequestMessage(HttpMethod.Get, " + Uri
        + "))\n        {\n            // now\n            {H}\n            " + Send + "\n        }")]
    [InlineData(
        "\n        await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, " + Uri + "), token); // get",
        "\n        " + Made + "\n        {H}\n        await http.SendAsync(request, token); // get")]
    [InlineData(
        "\n        await http.SendAsync(new(HttpMethod.Get, " + Uri + "));",
        "\n        using HttpRequestMessage request = new(HttpMethod.Get, " + Uri + ");\n        {H}\n        " + Send)]
    [InlineData(
        "\n        var sending = http.SendAsync(new HttpRequestMessage(HttpMethod.Get, " + Uri + "));",
        "\n        var request = new HttpRequestMessage(HttpMethod.Get, " + Uri
        + ");\n        {H}\n        var sending = http.SendAsync(request);")]
    [InlineData(
        "\n        http.Send(new HttpRequestMessage(HttpMethod.Get, " + Uri + "));",
        "\n        " + Made + "\n        {H}\n        http.Send(request);")]
    [InlineData(
        "\n        // ask\n        using var answer = await http.GetAsync(" + Uri + ");",
        "\n        // ask\n        " + Made + "\n        {H}\n        using var answer = await http.SendAsync(request);")]
    [InlineData(
        "\n        var answer = await this.http.GetAsync(" + Uri
        + ", HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);",
        "\n        " + Made + "\n        {H}\n"
        + "        var answer = await this.http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, "
        + "token).ConfigureAwait(false);")]
    [InlineData(
        "\n        var text = await (await http.GetAsync(" + Uri + ", token)).Content.ReadAsStringAsync();",
        "\n        " + Made
        + "\n        {H}\n        var text = await (await http.SendAsync(request, token)).Content.ReadAsStringAsync();")]
    [InlineData(
        "\n        HttpResponseMessage answer;\n        answer = await http.GetAsync(new Uri(" + Uri + "));",
        "\n        HttpResponseMessage answer;\n        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(" + Uri
        + "));\n        {H}\n        answer = await http.SendAsync(request);")]
    [InlineData(
        "\n        await http.GetAsync(" + Uri + ");\n        string? request1 = null;",
        "\n        " + Made + "\n        {H}\n        " + Send + "\n        string? request1 = null;")]
    public async Task Device_information_header_is_added(string before, string after)
    {
        if (before.Contains("this.", StringComparison.Ordinal))
        {
            before = before.Replace("this.", "this._", StringComparison.Ordinal);
            after = after.Replace("this.", "this._", StringComparison.Ordinal);
        }

        await FixTest.FixesAsync(new MissingDeviceInfoFix(), Wrap(before), Wrap(after.Replace("{H}", Info, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(
        "await http.PostAsync(Authorize, new StringContent(\"{}\"), token);",
        "using var request = new HttpRequestMessage(HttpMethod.Post, Authorize) { Content = new StringContent(\"{}\") };\n        {H}\n"
        + "        await http.SendAsync(request, token);")]
    [InlineData(
        "await http.PostAsync(Authorize, null);",
        "using var request = new HttpRequestMessage(HttpMethod.Post, Authorize);\n        {H}\n        await http.SendAsync(request);")]
    [InlineData(
        "await http.PostAsync(Authorize, body);",
        "var request = new HttpRequestMessage(HttpMethod.Post, Authorize) { Content = body };\n        {H}\n"
        + "        await http.SendAsync(request);")]
    [InlineData(
        "await http.PostAsJsonAsync(Authorize, new { a = 1 }, token);",
        "using var request = new HttpRequestMessage(HttpMethod.Post, Authorize) { Content = JsonContent.Create(new { a = 1 }) };\n"
        + "        {H}\n        await http.SendAsync(request, token);")]
    public async Task Request_body_is_preserved(string before, string after) =>
        await FixTest.FixesAsync(new MissingDeviceInfoFix(), Wrap(before), Wrap(after.Replace("{H}", Info, StringComparison.Ordinal)));

    [Theory]
    [InlineData(
        "Task<HttpResponseMessage> X(StreamingDevice device) { return _http.GetAsync(" + Uri + "); }",
        "Task<HttpResponseMessage> X(StreamingDevice device) { var request = new HttpRequestMessage(HttpMethod.Get, " + Uri + "); " + Info
        + " return _http.SendAsync(request); }")]
    [InlineData(
        "async Task X(StreamingDevice device, string request) { await _http.GetAsync(" + Uri + "); }",
        "async Task X(StreamingDevice device, string request) { using var request1 = new HttpRequestMessage(HttpMethod.Get, " + Uri
        + "); {1} await _http.SendAsync(request1); }")]
    [InlineData(
        "async Task X(DeviceInformation information) { await _http.GetAsync(" + Uri + "); }",
        "async Task X(DeviceInformation information) { " + Made
        + " request.Headers.TryAddWithoutValidation(\"X-Device-Info\", information.ToHeaderValue()); await _http.SendAsync(request); }")]
    [InlineData(
        "DeviceInformation _info = null!; async Task X() { await _http.GetAsync(" + Uri + "); }",
        "DeviceInformation _info = null!; async Task X() { " + Made
        + " request.Headers.TryAddWithoutValidation(\"X-Device-Info\", _info.ToHeaderValue()); await _http.SendAsync(request); }")]
    [InlineData(
        "StreamingDevice Device { get; } = null!; async Task X(DeviceInformation? other) { await _http.GetAsync(" + Uri + "); }",
        "StreamingDevice Device { get; } = null!; async Task X(DeviceInformation? other) { " + Made
        + " request.Headers.TryAddWithoutValidation(\"X-Device-Info\", Device.Information.ToHeaderValue()); "
        + "await _http.SendAsync(request); }")]
    [InlineData(
        "async Task X(StreamingDevice device, DeviceInformation information) { await _http.GetAsync(" + Uri + "); }",
        "async Task X(StreamingDevice device, DeviceInformation information) { " + Made + " " + Info
        + " await _http.SendAsync(request); }")]
    [InlineData(
        "async Task X(string id, DeviceInformation information) { var device = new StreamingDevice(id, information); await _http.GetAsync("
        + Uri + "); }",
        "async Task X(string id, DeviceInformation information) { var device = new StreamingDevice(id, information); " + Made + " " + Info
        + " await _http.SendAsync(request); }")]
    [InlineData(
        "async Task X(List<StreamingDevice> all) { foreach (var device in all) { await _http.GetAsync(" + Uri + "); } }",
        "async Task X(List<StreamingDevice> all) { foreach (var device in all) { " + Made + " " + Info
        + " await _http.SendAsync(request); } }")]
    [InlineData(
        "static StreamingDevice One = null!; StreamingDevice two = null!; static async Task X() { await new HttpClient().GetAsync(\"a\"); "
        + "await Shared.GetAsync(" + Uri + "); } static readonly HttpClient Shared = new();",
        "static StreamingDevice One = null!; StreamingDevice two = null!; static async Task X() { await new HttpClient().GetAsync(\"a\"); "
        + Made + " request.Headers.TryAddWithoutValidation(\"X-Device-Info\", One.Information.ToHeaderValue()); "
        + "await Shared.SendAsync(request); } static readonly HttpClient Shared = new();")]
    public async Task Device_in_the_nearest_scope_is_used(string before, string after) => await FixTest.FixesAsync(
        new MissingDeviceInfoFix(),
        Members(before),
        Members(after.Replace("{1}", Info.Replace("request.", "request1.", StringComparison.Ordinal), StringComparison.Ordinal)));

    [Theory]
    [InlineData("async Task X() { await _http.GetAsync(" + Uri + "); }")]
    [InlineData("async Task X(StreamingDevice? device) { await _http.GetAsync(" + Uri + "); }")]
    [InlineData("async Task X(StreamingDevice one, StreamingDevice two) { await _http.GetAsync(" + Uri + "); }")]
    [InlineData(
        "async Task X(string id, DeviceInformation? info) { await _http.GetAsync(" + Uri
        + "); var device = new StreamingDevice(id, info!); }")]
    [InlineData("StreamingDevice _device = null!; static async Task X(HttpClient http) { await http.GetAsync(" + Uri + "); }")]
    public async Task No_fix_is_offered_without_a_device_in_scope(string member) =>
        await FixTest.OffersNothingAsync(new MissingDeviceInfoFix(), Members(member));

    [Theory]
    [InlineData(
        "async Task X(StreamingDevice device) { await _http.PostAsJsonAsync(" + Uri + ".Replace(\"profiles\", \"sessions\"), 1, "
        + "System.Text.Json.JsonSerializerOptions.Default); "
        + "await _http.PostAsJsonAsync<object>(\"https://sp.auth.adobe.com/api/v2/CHAN1/sessions\", 1); "
        + "await _http.PostAsJsonAsync(\"https://sp.auth.adobe.com/api/v2/CHAN1/sessions\", 1, "
        + "System.Text.Json.JsonSerializerOptions.Default); }")]
    [InlineData("async Task X(StreamingDevice device) => await _http.GetAsync(" + Uri + ");")]
    [InlineData("async Task X(StreamingDevice device) { if (device.Identifier != \"a\") await _http.GetAsync(" + Uri + "); }")]
    [InlineData("async Task X(StreamingDevice device) { if ((await _http.GetAsync(" + Uri + ")).IsSuccessStatusCode) { } }")]
    [InlineData("async Task X(StreamingDevice device) { Console.WriteLine(await _http.GetAsync(" + Uri + ")); }")]
    [InlineData("async Task X(StreamingDevice device) { HttpResponseMessage? a = null; a ??= await _http.GetAsync(" + Uri + "); }")]
    [InlineData(
        "async Task X(StreamingDevice device) { int a = Next(), b = (await _http.GetAsync(" + Uri
        + ")).Headers.GetHashCode(); } int Next() => 1;")]
    [InlineData("async Task X(StreamingDevice device) { await _http.GetAsync(cancellationToken: default, requestUri: " + Uri + "); }")]
    [InlineData("async Task X(StreamingDevice device) { await _http.PostAsync(" + Uri + " /* where */, null); }")]
    [InlineData("async Task X(StreamingDevice device) { await _http.GetStringAsync(" + Uri + "); }")]
    [InlineData(
        "async Task X(StreamingDevice device) { await Client().GetAsync(" + Uri
        + "); } HttpClient Client() { Console.WriteLine(); return new HttpClient(); }")]
    public async Task No_fix_is_offered_if_the_call_cannot_be_rewritten_safely(string member)
    {
        var workspace = UserWorkspace.Create(Members(member));
        foreach (var diagnostic in (await workspace.DiagnosticsAsync()).Where(each => each.Id == "AP2001"))
        {
            Assert.Empty(await workspace.ActionsAsync(new MissingDeviceInfoFix(), diagnostic));
        }
    }

    [Fact]
    public async Task Device_identifier_header_is_added() => await FixTest.FixesAsync(
        new MissingDeviceIdentifierFix(),
        Wrap(Made + "\n        " + Info + "\n        " + Send),
        Wrap(Made + "\n        " + Id + "\n        " + Info + "\n        " + Send));

    [Fact]
    public async Task No_identifier_fix_is_offered_without_a_device() => await FixTest.OffersNothingAsync(
        new MissingDeviceIdentifierFix(),
        Members("async Task X(DeviceInformation information) { await _http.GetAsync(" + Uri + "); }"));

    [Fact]
    public async Task Missing_using_directives_are_added() => await FixTest.FixesAsync(
        new MissingDeviceIdentifierFix(),
        "using System.Threading.Tasks;\nusing AdobePass;\n\npartial class C\n{\n    async Task X(StreamingDevice device)\n    {\n"
        + "        await _http.GetAsync(" + Uri + ");\n    }\n}\n",
        "using System;\nusing System.Net.Http;\nusing System.Text;\nusing System.Threading.Tasks;\nusing AdobePass;\n\npartial class C\n{\n"
        + "    async Task X(StreamingDevice device)\n    {\n        " + Made + "\n        " + Id + "\n        "
        + Send.Replace("http", "_http", StringComparison.Ordinal) + "\n    }\n}\n",
        others: ["partial class C { readonly System.Net.Http.HttpClient _http = new(); }"]);

    [Fact]
    public async Task Names_are_fully_qualified_without_using_directives() => await FixTest.FixesAsync(
        new MissingDeviceIdentifierFix(),
        "class C { async System.Threading.Tasks.Task X(System.Net.Http.HttpClient http, AdobePass.StreamingDevice device) { "
        + "await http.GetAsync(" + Uri + "); } }",
        "class C { async System.Threading.Tasks.Task X(System.Net.Http.HttpClient http, AdobePass.StreamingDevice device) { "
        + "using var request = new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Get, " + Uri
        + "); request.Headers.TryAddWithoutValidation(\"AP-Device-Identifier\", "
        + "\"fingerprint \" + System.Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(device.Identifier))); "
        + "await http.SendAsync(request); } }");

    [Fact]
    public async Task Top_level_statements_are_fixed() => await FixTest.FixesAsync(
        new MissingDeviceInfoFix(),
        "using System.Net.Http;\nusing AdobePass;\n\nvar http = new HttpClient();\nStreamingDevice device = Make();\nawait http.GetAsync("
        + Uri + ");\nstatic StreamingDevice Make() => null!;\n",
        "using System.Net.Http;\nusing AdobePass;\n\nvar http = new HttpClient();\nStreamingDevice device = Make();\n" + Made + "\n" + Info
        + "\n" + Send + "\nstatic StreamingDevice Make() => null!;\n");

    [Fact]
    public async Task Applying_the_fix_again_adds_nothing()
    {
        var workspace = UserWorkspace.Create(Wrap("\n        " + Made + "\n        " + Send));
        var diagnostic = (await workspace.DiagnosticsAsync()).First(each => each.Id == "AP2001");
        var changed = await workspace.ApplyAsync(Assert.Single(await workspace.ActionsAsync(new MissingDeviceInfoFix(), diagnostic)));

        var again = Microsoft.CodeAnalysis.Diagnostic.Create(
            diagnostic.Descriptor,
            Microsoft.CodeAnalysis.Location.Create((await changed.Document.GetSyntaxTreeAsync())!, diagnostic.Location.SourceSpan),
            diagnostic.Properties);

        Assert.Empty(await changed.ActionsAsync(new MissingDeviceInfoFix(), again));
    }

    [Fact]
    public async Task Fix_all_fixes_every_occurrence_in_a_document()
    {
        var before = Wrap(
            "\n        await http.GetAsync(" + Uri + ");\n        var answer = await http.SendAsync(new(HttpMethod.Get, " + Uri
            + "));\n        using var other = new HttpRequestMessage(HttpMethod.Get, " + Uri + ");\n        await http.SendAsync(other);")
            .Replace("using System.Text;\n", string.Empty, StringComparison.Ordinal);

        await FixTest.FixesAllAsync(
            new MissingDeviceIdentifierFix(),
            before,
            Wrap("\n        " + Made + "\n        " + Id + "\n        " + Send
                + "\n        using HttpRequestMessage request1 = new(HttpMethod.Get, " + Uri + ");\n        "
                + Id.Replace("request.", "request1.", StringComparison.Ordinal) + "\n        var answer = await http.SendAsync(request1);"
                + "\n        using var other = new HttpRequestMessage(HttpMethod.Get, " + Uri + ");\n        "
                + Id.Replace("request.", "other.", StringComparison.Ordinal) + "\n        await http.SendAsync(other);"));
    }

    private static string Wrap(string statements) =>
        Members(
            "async Task M(HttpClient http, StreamingDevice device, StringContent body, CancellationToken token)\n    {\n"
            + "        await Task.Yield();"
            + (statements.StartsWith("\n", StringComparison.Ordinal) || statements.StartsWith("\r\n", StringComparison.Ordinal)
                ? statements
                : "\n        " + statements)
            + "\n    }");

    private static string Members(string members) =>
        "using System;\nusing System.Collections.Generic;\nusing System.Net.Http;\nusing System.Net.Http.Json;\nusing System.Text;\n"
        + "using System.Threading;\nusing System.Threading.Tasks;\nusing AdobePass;\n\nclass C\n{\n"
        + "    const string Authorize = \"https://sp.auth.adobe.com/api/v2/CHAN1/decisions/authorize/MvpdAlpha\";\n"
        + "    readonly HttpClient _http = new HttpClient();\n\n    static void Other() { }\n\n    " + members + "\n}\n";
}
