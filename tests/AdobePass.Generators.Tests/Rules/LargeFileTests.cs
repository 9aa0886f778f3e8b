using System.Globalization;
using System.Text;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>Files with so many bodies that they are bound in parallel.</summary>
public class LargeFileTests
{
    private const int Classes = 60;

    [Fact]
    public async Task Diagnostics_do_not_depend_on_the_number_of_threads()
    {
        var text = new StringBuilder("""
            using System;
            using System.Net.Http;
            using System.Threading.Tasks;

            namespace MyApp;


            """);
        for (var i = 0; i < Classes; i++)
        {
            text.Append(Client.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        var parallel = await AnalyzeAsync(text.ToString(), isConcurrent: true);
        var sequential = await AnalyzeAsync(text.ToString(), isConcurrent: false);

        Assert.Equal(sequential, parallel);
        Assert.Equal(Classes, sequential.Count(static each => each.Contains(" AP2001", StringComparison.Ordinal)));
        Assert.Equal(Classes, sequential.Count(static each => each.Contains(" AP1001", StringComparison.Ordinal)));
    }

    // The helper is another body, and so are the initializers.
    private const string Client = """
        public sealed class Client#(HttpClient http)
        {
            private static readonly string Address = "https://sp.auth.adobe.com" + Path;
            private const string Path = "/o/client/register";

            public async Task<int> RegisterAsync(string statement)
            {
                using var response = await SendAsync(Address, statement);
                var credentials = await response.Content.ReadAsStringAsync();
                return credentials.Length;
            }

            private Task<HttpResponseMessage> SendAsync(string address, string statement) =>
                http.PostAsync(address, new StringContent("{\"software_statement\":\"" + statement + "\"}"));
        }


        """;

    private static async Task<IReadOnlyList<string>> AnalyzeAsync(string text, bool isConcurrent)
    {
        var project = new UserProject
        {
            WarningsAreErrors = false,
            LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest,
            IsConcurrent = isConcurrent,
        };
        var found = await project.WithSource(text).WithProperty("AdobePassProjectKind", "client").AnalyzeAsync();
        return [.. found.OrderBy(static each => each.Location.SourceSpan.Start).ThenBy(static each => each.Id)
            .Select(static each => $"{each.Location.SourceSpan} {each.Id}: {each.GetMessage(CultureInfo.InvariantCulture)}")];
    }
}
