// title: Handler behind an API gateway that lists the profiles of a viewer
// kind: server
// rule: AP1001
// needs: aspnet
// why: each invocation registers, takes a token and forgets both, so a viewer is never found again
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Threading.Tasks;

namespace Mesa.Lambda;

public sealed record GatewayEvent(string SourceIp, IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> Path);

public sealed record GatewayAnswer(int StatusCode, string Body);

[DataContract]
public sealed class ClientReply
{
    [DataMember(Name = "client_id")] public string Id { get; set; } = "";
    [DataMember(Name = "client_secret")] public string Key { get; set; } = "";
}

[DataContract]
public sealed class TokenReply
{
    [DataMember(Name = "access_token")] public string Value { get; set; } = "";
}

public class Function
{
    private static readonly HttpClient Client = new();
    private static readonly string Root = Environment.GetEnvironmentVariable("PASS_ROOT") ?? "https://sp.auth.adobe.com";
    private static readonly string Statement = Environment.GetEnvironmentVariable("PASS_STATEMENT") ?? throw new InvalidOperationException("PASS_STATEMENT");

    public async Task<GatewayAnswer> FunctionHandler(GatewayEvent input)
    {
        var body = new StringContent("{\"software_statement\":\"" + Statement + "\"}", Encoding.UTF8, "application/json");
        var client = await CallAsync<ClientReply>(HttpMethod.Post, "/o/client/register", input, body); // expect: AP1001#a
        var token = await CallAsync<TokenReply>(HttpMethod.Post, "/o/client/token", input, new FormUrlEncodedContent(new Dictionary<string, string> // expect: AP1004#b
        {
            { "client_id", client.Id },
            { "client_secret", client.Key },
            { "grant_type", "client_credentials" },
        }));

        using var request = Create(HttpMethod.Get, "/api/v2/" + input.Path["brand"] + "/profiles", input);
        request.Headers.Authorization = new("Bearer", token.Value);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(input.Headers["x-device"])));
        using var answer = await Client.SendAsync(request);
        return new GatewayAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static HttpRequestMessage Create(HttpMethod method, string path, GatewayEvent input)
    {
        var request = new HttpRequestMessage(method, Root + path);
        request.Headers.Add("X-Device-Info", input.Headers["x-device-info"]);
        request.Headers.Add("X-Forwarded-For", input.SourceIp);
        return request;
    }

    private static async Task<T> CallAsync<T>(HttpMethod method, string path, GatewayEvent input, HttpContent body) where T : class
    {
        using var request = Create(method, path, input);
        request.Content = body;
        using var answer = await Client.SendAsync(request); // expect: AP1001#a, AP1004#b
        answer.EnsureSuccessStatusCode();
        return (T)new DataContractJsonSerializer(typeof(T)).ReadObject(await answer.Content.ReadAsStreamAsync())!;
    }
}
