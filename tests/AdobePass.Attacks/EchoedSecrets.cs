using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace AdobePass.Attacks;

/// <summary>The service sends back what it was sent, at every place where a response has text.</summary>
internal static class EchoedSecrets
{
    private static readonly string[] Members =
    [
        "error", "error_description", "code", "action", "message", "details", "helpUrl", "trace", "status", "(member name)", "(html)", "(content type)",
        "(reason phrase)", "(exception)", "(nested)", "(success)",
    ];

    internal static Attack Attack { get; } = new(
        "echoed-secrets",
        "The service echoes statements, client secrets, client ids and tokens at every place of a response; exceptions and logs are searched.",
        RunAsync);

    private static async Task<AttackResult> RunAsync(AttackContext context)
    {
        long tried = 0, lost = 0;
        foreach (var path in new[] { "/o/client/register", "/o/client/token", "/api/v2/" })
        {
            foreach (var member in Members)
            {
                foreach (var status in new[] { 200, 400, 401, 403, 404, 429, 500, 503 })
                {
                    context.CancellationToken.ThrowIfCancellationRequested();
                    using var log = new Log();
                    var secrets = new HashSet<string>(StringComparer.Ordinal);
                    var victim = new Victim(
                        configure: options =>
                        {
                            options.LoggerFactory = log;
                            options.MaxThrottledAttempts = 1;
                        },
                        wrap: inner => new EchoingHandler(inner, path, member, status, secrets));
                    await using (victim.ConfigureAwait(false))
                    {
                        try
                        {
                            await victim.Service.GetProfilesAsync("CHAN1", Victim.Device(0), context.CancellationToken).ConfigureAwait(false);
                        }
                        catch (AdobePassException fault)
                        {
                            log.Add(fault.ToString());
                            log.Add((fault as DynamicClientRegistrationException)?.ErrorCode);
                            var error = (fault as AdobePassApiException)?.Error;
                            log.Add($"{error?.Action} {error?.Code} {error?.Message} {error?.Details} {error?.HelpUrl} {error?.Trace}");
                        }
                    }

                    tried++;
                    if (log.Finds(secrets) is { } leak)
                    {
                        lost++;
                        context.Progress($"{path}, {member}, status {status}: {leak}");
                    }
                }
            }
        }

        return new AttackResult(tried, lost, "A secret, or 12 characters of one, in an exception or a log line counts as lost.");
    }

    private sealed class EchoingHandler(HttpMessageHandler inner, string path, string member, int status, HashSet<string> secrets) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.RequestUri!.AbsolutePath.StartsWith(path, StringComparison.Ordinal))
            {
                return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }

            var sent = new List<string>();
            if (request.Headers.Authorization?.Parameter is { } token)
            {
                sent.Add(token);
            }

            var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            if (body.StartsWith('{'))
            {
                using var document = JsonDocument.Parse(body);
                sent.AddRange(document.RootElement.EnumerateObject().Select(each => each.Value.ToString()));
            }
            else
            {
                sent.AddRange(body.Split('&').Select(field => Uri.UnescapeDataString(field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..])).Where(text => text != "client_credentials"));
            }

            secrets.UnionWith(sent.Where(text => text.Length >= 12));
            var echo = string.Join(' ', sent);
            if (member == "(exception)")
            {
                throw new HttpRequestException("Received an invalid header line: '" + echo + "'.");
            }

            var text = member switch
            {
                "(html)" => $"<html><body>{echo}</body></html>",
                "(member name)" => JsonSerializer.Serialize(new Dictionary<string, object> { ["profiles"] = new Dictionary<string, object> { [echo] = 1 }, ["code"] = "c" }),
                "(nested)" => JsonSerializer.Serialize(new { error = new { code = echo, message = echo, action = "none" } }),
                "(success)" => JsonSerializer.Serialize(new { profiles = echo, client_id = 5, access_token = new[] { echo } }),
                _ => JsonSerializer.Serialize(new Dictionary<string, object> { ["code"] = "c", [member] = echo }),
            };
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
            response.Content.Headers.TryAddWithoutValidation(
                "Content-Type",
                member == "(content type)" ? "text/" + new string([.. echo.Where(char.IsAsciiLetterOrDigit)]) : "application/json");
            if (member == "(reason phrase)")
            {
                response.ReasonPhrase = echo;
            }

            return response;
        }
    }

    private sealed class Log : ILoggerFactory, ILogger
    {
        private readonly List<string> _texts = [];

        public void Add(string? text)
        {
            if (text is not null)
            {
                lock (_texts)
                {
                    _texts.Add(text);
                }
            }
        }

        public string? Finds(HashSet<string> secrets)
        {
            lock (_texts)
            {
                return _texts.FirstOrDefault(text => secrets.Any(secret => Enumerable.Range(0, secret.Length - 11)
                    .Any(i => text.Contains(secret.Substring(i, 12), StringComparison.OrdinalIgnoreCase))));
            }
        }

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
