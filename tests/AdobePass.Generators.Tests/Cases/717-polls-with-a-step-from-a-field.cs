// title: polls with a step from a field
// kind: library
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Kanal.Quick;

public sealed class QuickPoll
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.5);

    private readonly HttpClient _http;

    public QuickPoll(HttpClient http) => _http = http;

    public async Task<string?> PollAsync(string channel, string code, string token, DateTimeOffset notAfter, CancellationToken cancellationToken)
    {
        while (DateTimeOffset.UtcNow < notAfter) // expect: AP4001#a
        {
            var text = await TryAsync(channel, code, token, cancellationToken); // expect: AP4001#a
            if (text is not null)
            {
                return text;
            }

            await Task.Delay(Step, cancellationToken); // expect: AP4001#a
        }

        return null;
    }

    private async Task<string?> TryAsync(string channel, string code, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/profiles/code/{code}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode && text.Contains("\"attributes\"") ? text : null;
    }
}
