using System.Net;
using System.Text.Json;
using System.Web;
using AdobePass.Runtime;
using AdobePass.Testing;

namespace AdobePass.Tests.Errors;

/// <summary>A service that sends back what it was sent puts no secret into a message, an error code or a log.</summary>
public sealed class EchoedSecretTests
{
    public static TheoryData<string, string> Places
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var operation in new[] { "register", "token", "call" })
            {
                foreach (var place in new[]
                {
                    "error", "code", "action", "message", "details", "helpUrl", "trace", "status", "member name", "content type", "html",
                    "reason phrase",
                    "exception", "inner exception", "broken status line", "unknown member",
                })
                {
                    rows.Add(operation, place);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Echoed_secrets_do_not_appear_in_messages(string operation, string place)
    {
        await using var service = new Service();
        using var journal = new Journal();
        var secrets = new HashSet<string>();
        using var handler = new EchoingHandler(service.Fake.CreateHandler(), operation, place, secrets);
        var client = service.Client(options =>
        {
            options.HttpMessageHandler = handler;
            options.LoggerFactory = journal;
        });

        var thrown = await Record.ExceptionAsync(() => client.GetProfilesAsync("CHAN1"));

        Assert.NotEmpty(secrets);
        var said = new List<string> { thrown?.ToString() ?? string.Empty };
        said.AddRange(journal.All);
        if (thrown is DynamicClientRegistrationException rejection)
        {
            said.Add(rejection.ErrorCode ?? string.Empty);
        }

        if (thrown is AdobePassApiException { Error: { } error })
        {
            said.AddRange([
                error.Action?.Value ?? "",
                error.Code?.Value ?? "",
                error.Message ?? "",
                error.Details ?? "",
                error.HelpUrl ?? "",
                error.Trace ?? ""]);
        }

        if (thrown is AdobePassResponseException { JsonPath: { } path })
        {
            said.Add(path);
        }

        foreach (var secret in secrets)
        {
            // Parts count as well: 12 characters of a secret are too many.
            for (var i = 0; i + 12 <= secret.Length; i += 6)
            {
                Assert.All(said, text => Assert.DoesNotContain(secret.Substring(i, 12), text, StringComparison.OrdinalIgnoreCase));
            }
        }

        Assert.All(said, text => Assert.DoesNotContain(text.Replace("\r\n", "").Replace("\n", ""), char.IsControl));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\r\nb\tc\0d", "a\\u000d\\u000ab\\u0009c\\u0000d")]
    [InlineData("\u001b[31mred", "\\u001b[31mred")]
    [InlineData("a\u202eb\u2028c\u200bd", "a\\u202eb\\u2028c\\u200bd")]
    [InlineData("id secret-secret-42 end", "id *** end")]
    [InlineData("SECRET-SECRET-42", "***")]
    [InlineData("x=secret-secre", "x=***")]
    [InlineData("two secret-secret-42secret-secret-42", "two ***")]
    public void Untrusted_text_is_sanitized(string text, string expected) =>
        Assert.Equal(expected, UntrustedText.Clean(text, ["secret-secret-42"]));

    [Fact]
    public void Truncated_untrusted_text_contains_no_partial_secret()
    {
        var secret = string.Concat(
            Enumerable.Range(0, 40).Select(i => i.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

        for (var before = 4000; before < 4100; before += 3)
        {
            var cleaned = UntrustedText.Clean(new string('a', before) + secret + new string('b', 10_000), [secret])!;
            Assert.Equal(1025, cleaned.Length);
            Assert.DoesNotContain(secret[..12], cleaned, StringComparison.Ordinal);
        }

        Assert.Null(UntrustedText.Clean(null, [secret]));
    }

    [Fact]
    public void Surrogate_pairs_are_kept_and_unpaired_surrogates_are_escaped() =>
        Assert.Equal("\ud83d\ude00 \\ud83d", UntrustedText.Clean("\ud83d\ude00 " + (char)0xd83d, []));

    [Fact]
    public void Percent_encoded_secrets_are_removed()
    {
        const string Secret = "a+b/c=d&e?f+g/h=i";

        Assert.Equal("body: ***", UntrustedText.Clean("body: " + Uri.EscapeDataString(Secret), [Secret]));
    }

    private sealed class EchoingHandler(
        HttpMessageHandler inner,
        string operation,
        string place,
        HashSet<string> secrets)
        : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            var isIt = operation switch
            {
                "register" => path == "/o/client/register",
                "token" => path == "/o/client/token",
                _ => path.StartsWith("/api/", StringComparison.Ordinal),
            };
            if (!isIt)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
            string echo;
            switch (operation)
            {
                case "register":
                    using (var document = JsonDocument.Parse(body))
                    {
                        echo = document.RootElement.GetProperty("software_statement").GetString()!;
                        secrets.Add(echo);
                    }

                    break;
                case "token":
                    var form = HttpUtility.ParseQueryString(body);
                    secrets.Add(form["client_id"]!);
                    secrets.Add(form["client_secret"]!);
                    echo = $"{form["client_id"]} {form["client_secret"]}";
                    break;
                default:
                    echo = request.Headers.Authorization!.Parameter!;
                    secrets.Add(echo);
                    break;
            }

            return Respond(echo + "\u0007");
        }

        private HttpResponseMessage Respond(string echo)
        {
            string Json(object value) => JsonSerializer.Serialize(value);
            var response = new HttpResponseMessage(HttpStatusCode.BadRequest);
            var type = "application/json";
            string body;
            switch (place)
            {
                case "exception":
                    throw new HttpRequestException("Sent " + echo);
                case "inner exception":
                    throw new HttpRequestException("Failed", new IOException("Sent " + echo, new InvalidOperationException(echo)));
                case "broken status line":
                    throw new HttpRequestException("Error", new HttpRequestException($"Received an invalid status line: '{echo}'."));
                case "html":
                    (body, type) = ($"<html>{echo}</html>", "text/html");
                    break;
                case "content type":
                    response.Content = new ByteArrayContent("x"u8.ToArray());
                    response.Content.Headers.TryAddWithoutValidation(
                        "Content-Type",
                        "text/" + new string([.. echo.Where(char.IsAsciiLetterOrDigit)]));
                    return response;
                case "reason phrase":
                    response.ReasonPhrase = echo.TrimEnd('\u0007');
                    body = "{}";
                    break;
                case "member name":
                    response.StatusCode = HttpStatusCode.OK;
                    body = Json(new Dictionary<string, object>
                    {
                        ["profiles"] = new Dictionary<string, object> { [echo] = 5 },
                        [echo] = 5,
                    });
                    break;
                case "unknown member":
                    body = Json(new Dictionary<string, object> { ["code"] = "c", [echo] = echo });
                    break;
                case "status":
                    body = Json(new { code = "c", status = echo });
                    break;
                default:
                    body = Json(new Dictionary<string, object> { ["code"] = "c", ["action"] = "none", [place] = echo });
                    if (place == "error")
                    {
                        body = Json(new { error = echo });
                    }

                    break;
            }

            response.Content = new StringContent(body);
            response.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(type);
            return response;
        }
    }
}
