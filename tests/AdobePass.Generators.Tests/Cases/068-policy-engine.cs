// title: answers of a policy engine, which are called decisions too
// kind: server
// needs: aspnet
// expect: none
// rule: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMemoryCache();
builder.Services.AddAuthentication().AddCookie();
builder.Services.AddHttpClient<PolicyEngine>(client => client.BaseAddress = new Uri("http://policy.internal:8181/"));
var app = builder.Build();
app.Use(async (context, next) =>
{
    var engine = context.RequestServices.GetRequiredService<PolicyEngine>();
    var answer = await engine.AuthorizeAsync(context.User.Identity?.Name ?? "anonymous", context.Request.Path, context.RequestAborted);
    if (!answer!.Decisions[0].Authorized)
    {
        // An editor who is locked out loses the cookie as well.
        await context.SignOutAsync();
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return;
    }

    await next(context);
});
app.MapGet("/", () => "editorial desk");
app.Run();

internal sealed record PolicyDecision(string Resource, bool Authorized);

internal sealed record PolicyAnswer(List<PolicyDecision> Decisions);

internal sealed class PolicyEngine(HttpClient http, IMemoryCache cache)
{
    public static PolicyAnswer? Last { get; private set; }

    public Task<PolicyAnswer?> AuthorizeAsync(string user, string path, CancellationToken ct) =>
        cache.GetOrCreateAsync((user, path), async entry =>
        {
            entry.SlidingExpiration = TimeSpan.FromMinutes(5);
            using var response = await http.PostAsJsonAsync("v1/data/desk/decisions/authorize", new { input = new { user, path } }, ct);
            return Last = await response.Content.ReadFromJsonAsync<PolicyAnswer>(cancellationToken: ct);
        });

    public bool AnyAllowed(PolicyAnswer answer) => answer.Decisions.First().Authorized;
}
