using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Tests.Support;

/// <summary>Analyzes a request to each operation, with and without its headers.</summary>
internal static class HeaderTable
{
    private const string Host = "https://sp.auth.adobe.com";

    private const string AllHeaders = """
        request.Headers.Add("X-Device-Info", _base64);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + _base64);
        request.Headers.Add("X-Forwarded-For", _token);
        """;

    public static TheoryData<string> Operations => [.. PassOperations.All.Select(operation => operation.Id)];

    /// <summary>Asserts that a request of a server is reported only without headers, and only if the operation takes the header.</summary>
    public static async Task AssertAsync(string rule, string operationId, Func<PassOperation, bool> isExpected)
    {
        var operation = PassOperations.All.Single(each => each.Id == operationId);

        Assert.Equal(isExpected(operation) ? 1 : 0, (await FindAsync(rule, operation, string.Empty)).Count);
        Assert.Empty(await FindAsync(rule, operation, AllHeaders));
    }

    private static async Task<IReadOnlyList<Diagnostic>> FindAsync(string rule, PassOperation operation, string headers)
    {
        var url = Host + string.Concat(operation.Path.Split('{', '}'));
        var statements =
            $"using var request = new HttpRequestMessage(HttpMethod.{(operation.Method == "GET" ? "Get" : "Post")}, \"{url}\"); " +
            $"{headers} await _http.SendAsync(request);";
        return await RuleTest.FindAsync(rule, RuleTest.Project("server", RuleTest.InClass(statements)));
    }
}
