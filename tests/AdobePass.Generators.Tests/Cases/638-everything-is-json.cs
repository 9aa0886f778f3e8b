// title: everything is JSON
// kind: library
using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Kanal.Pass.Json;

public abstract class JsonApi
{
    private readonly HttpClient _http;

    protected JsonApi(HttpClient http) => _http = http;

    protected async Task<JsonElement> PostAsync(string path, HttpContent body, string info, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/" + path);
        request.Headers.Add("X-Device-Info", info);
        request.Content = body;
        using var response = await _http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }
}

public class TokenApi : JsonApi
{
    public TokenApi(HttpClient http)
        : base(http)
    {
    }

    public Task<JsonElement> RegisterAsync(string statement, string info, CancellationToken cancellationToken = default) =>
        PostAsync("register", JsonContent.Create(new { software_statement = statement }), info, cancellationToken);

    public Task<JsonElement> TokenAsync(string id, string secret, string info, CancellationToken cancellationToken = default) =>
        PostAsync("token", JsonContent.Create(new { grant_type = "client_credentials", client_id = id, client_secret = secret }), info, cancellationToken); // expect: AP2011
}
