// title: Adapter for set-top boxes whose paths are in a table
// kind: library
// rule: AP4010
// hard: yes
// why: all the paths of the table are of the first version of the API
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Ridge.Clientless;

public enum Step
{
    NewCode,
    CheckLogin,
    Authorize,
    MediaToken,
}

public sealed class ClientlessAdapter : IDisposable
{
    private static readonly IReadOnlyDictionary<Step, (HttpMethod Method, string Template)> Steps = new Dictionary<Step, (HttpMethod, string)>
    {
        [Step.NewCode] = (HttpMethod.Post, "https://api.auth.adobe.com/reggie/v1/{0}/regcode"), // expect: AP4010#a
        [Step.CheckLogin] = (HttpMethod.Get, "https://api.auth.adobe.com/api/v1/checkauthn/{1}?requestor={0}"), // expect: AP4010#b
        [Step.Authorize] = (HttpMethod.Get, "https://api.auth.adobe.com/api/v1/authorize?requestor={0}&resource={1}"), // expect: AP4010#c
        [Step.MediaToken] = (HttpMethod.Get, "https://api.auth.adobe.com/api/v1/tokens/media?requestor={0}&resource={1}"), // expect: AP4010#d
    };

    private readonly HttpClient _http;
    private readonly string _requestor;

    public ClientlessAdapter(string requestor, Func<string> bearer)
    {
        _requestor = requestor;
        _http = new HttpClient(new BearerHandler(bearer));
    }

    public void Dispose() => _http.Dispose();

    public async Task<string> RunAsync(Step step, string? argument = null, CancellationToken cancellationToken = default)
    {
        var (method, template) = Steps[step];
        var address = string.Format(CultureInfo.InvariantCulture, template, _requestor, Uri.EscapeDataString(argument ?? ""));
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    private sealed class BearerHandler(Func<string> bearer) : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new("Bearer", bearer());
            return base.SendAsync(request, cancellationToken);
        }
    }
}
