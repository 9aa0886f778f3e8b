// title: Pipeline of operations with policies and contexts
// kind: console
// rule: AP1004
// hard: yes
// why: each operation begins with a token of its own; the token request does not describe the device; the fall-back is a real secret
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Basalt.Pipeline;

public interface IOperation<TResult>
{
    HttpRequestMessage Build(PassContext context);

    TResult Map(JsonNode answer);
}

public sealed record PassContext(string Brand, string Identifier, string Information);

public sealed class ProviderList : IOperation<int>
{
    public HttpRequestMessage Build(PassContext context) =>
        new(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{context.Brand}/configuration");

    public int Map(JsonNode answer) => answer["requestor"]?["mvpds"]?.AsArray().Count ?? 0;
}

public sealed class ProfileList : IOperation<IReadOnlyCollection<string>>
{
    public HttpRequestMessage Build(PassContext context)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{context.Brand}/profiles");
        message.Headers.Add("AP-Device-Identifier", context.Identifier);
        message.Headers.Add("X-Device-Info", context.Information);
        return message;
    }

    public IReadOnlyCollection<string> Map(JsonNode answer)
    {
        var names = new List<string>();
        foreach (var (name, _) in answer["profiles"]!.AsObject())
        {
            names.Add(name);
        }

        return names;
    }
}

public sealed class OperationRunner(PassContext context, IReadOnlyDictionary<string, string> settings)
{
    private readonly HttpClient _http = new();

    public async Task<TResult> RunAsync<TResult>(IOperation<TResult> operation, CancellationToken ct = default)
    {
        using var message = operation.Build(context);
        message.Headers.Authorization = await AuthorizeAsync(ct); // expect: AP1004#t
        using var response = await _http.SendAsync(message, ct);
        response.EnsureSuccessStatusCode();
        return operation.Map(JsonNode.Parse(await response.Content.ReadAsStringAsync(ct))!);
    }

    private async Task<AuthenticationHeaderValue> AuthorizeAsync(CancellationToken ct)
    {
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings["pass.id"],
            ["client_secret"] = settings.GetValueOrDefault("pass.secret") ?? "k9Qm-27fLx0Zt4Rb", // expect: AP3003
        });
        using var response = await _http.PostAsync("https://sp.auth.adobe.com/o/client/token", form, ct); // expect: AP1004#t, AP2001
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(ct))!;
        return new AuthenticationHeaderValue("Bearer", (string)answer["access_token"]!);
    }
}
