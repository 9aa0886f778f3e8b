// title: Login facade of a server that registers, buys a token and opens a session in every call
// kind: server
// rule: AP2003
// why: pair and token are gone when the session is returned; one constant address stands for all viewers
// needs: aspnet
// hard: yes
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Vale.Login;

internal readonly struct Result<T>
{
    private Result(T? value, string? error) => (Value, Error) = (value, error);

    public T? Value { get; }

    public string? Error { get; }

    public static Result<T> Ok(T value) => new(value, null);

    public static Result<T> Fail(string error) => new(default, error);

    public async Task<Result<TNext>> ThenAsync<TNext>(Func<T, Task<Result<TNext>>> next) =>
        Error is null ? await next(Value!) : Result<TNext>.Fail(Error);
}

public static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/login/{brand}/{mvpd}", async (string brand, string mvpd, HttpContext ctx, [FromServices] LoginFacade facade) =>
        {
            var viewer = new Viewer(ctx.Request.Headers["X-Device-Info"].ToString(), ctx.Request.Query["guest"].ToString());
            var session = await facade.BeginAsync(brand, mvpd, viewer, ctx.RequestAborted);
            return session.Error is { } error ? Results.Problem(error) : Results.Json(session.Value);
        });
}

internal sealed record Viewer(string Info, string GuestHash);

internal sealed class LoginFacade(IHttpClientFactory clients, IConfiguration configuration)
{
    private static readonly string Edge = "192.0.2.61";

    public async Task<Result<JsonElement>> BeginAsync(string brand, string mvpd, Viewer viewer, CancellationToken ct)
    {
        var pair = await RegisterAsync(viewer.Info, ct); // expect: AP1001#a
        var token = await pair.ThenAsync(p => TokenAsync(p, ct)); // expect: AP1004#b, AP1001#a
        return await token.ThenAsync(t => SessionAsync(brand, mvpd, viewer, t, ct));
    }

    private Task<Result<JsonElement>> RegisterAsync(string info, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register"); // expect: AP2003#c, AP1001#a
        request.Headers.TryAddWithoutValidation("X-Device-Info", info);
        request.Content = JsonContent.Create(new { software_statement = configuration["Pass:Statement"] });
        return SendAsync(request, ct); // expect: AP1001#a
    }

    private async Task<Result<string>> TokenAsync(JsonElement pair, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/token"); // expect: AP2001#d, AP2003#e, AP1004#b
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = pair.GetProperty("client_id").GetString()!,
            ["client_secret"] = pair.GetProperty("client_secret").GetString()!,
        });
        var answer = await SendAsync(request, ct); // expect: AP1004#b
        return answer.Error is { } error ? Result<string>.Fail(error) : Result<string>.Ok(answer.Value.GetProperty("access_token").GetString()!);
    }

    private Task<Result<JsonElement>> SessionAsync(string brand, string mvpd, Viewer viewer, string token, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"https://sp.auth.adobe.com/api/v2/{brand}/sessions"); // expect: AP2002
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("X-Device-Info", viewer.Info);
        request.Headers.TryAddWithoutValidation("AP-TempPass-Identity", viewer.GuestHash); // expect: AP2007
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", Edge); // expect: AP2009
        request.Content = new FormUrlEncodedContent([new("mvpd", mvpd), new("domainName", "vale.example"), new("redirectUrl", "https://vale.example/in")]);
        return SendAsync(request, ct);
    }

    private async Task<Result<JsonElement>> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            using var response = await clients.CreateClient("pass").SendAsync(request, ct);
            return response.IsSuccessStatusCode
                ? Result<JsonElement>.Ok(await response.Content.ReadFromJsonAsync<JsonElement>(ct))
                : Result<JsonElement>.Fail($"the sign-in service answered {(int)response.StatusCode}");
        }
    }
}
