// title: calls itself at a good pace, as long as the code is valid
// kind: library
// expect: none
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Kanal.Login;

public sealed record LoginCode(string Value, DateTimeOffset NotAfter);

public sealed class Login(HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(4);

    public async Task<string?> WaitAsync(LoginCode code, string token, CancellationToken cancellationToken = default)
    {
        if (clock.GetUtcNow() >= code.NotAfter)
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/KANAL/profiles/code/" + code.Value);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using (var response = await http.SendAsync(request, cancellationToken))
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.IsSuccessStatusCode && text.Contains("\"notAfter\""))
            {
                return text;
            }
        }

        await Task.Delay(Interval, clock, cancellationToken);
        return await WaitAsync(code, token, cancellationToken);
    }
}
