// title: Gate of a stadium that reads season passes
// kind: server
// needs: aspnet
// rule: none
// expect: none
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMemoryCache();
builder.Services.AddScoped<PassReader>();
builder.Services.AddSingleton<MemoryPassStore>();
var app = builder.Build();

app.MapPost("/gates/{gate}/register", (string gate, SeasonPass pass, MemoryPassStore store) =>
{
    store.Add(gate, pass);
    return Results.Accepted();
});

app.MapGet("/gates/{gate}/authorize/{number}", async (string gate, string number, PassReader reader, IMemoryCache cache, CancellationToken ct) =>
{
    var answer = await cache.GetOrCreateAsync((gate, number), entry =>
    {
        entry.SlidingExpiration = TimeSpan.FromHours(3);
        return reader.AuthorizeAsync(gate, number, ct);
    });
    return answer!.Decisions[0].Open ? Results.Ok(answer) : Results.Json(answer, statusCode: StatusCodes.Status403Forbidden);
});

app.Run();

internal sealed record SeasonPass(string Number, DateOnly Until);

internal sealed record ZoneDecision(string Zone, bool Open);

internal sealed record GateAnswer(IReadOnlyList<ZoneDecision> Decisions);

internal sealed class MemoryPassStore
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<SeasonPass>> _passes = new();

    public void Add(string gate, SeasonPass pass) => _passes.GetOrAdd(gate, _ => new ConcurrentBag<SeasonPass>()).Add(pass);

    public SeasonPass? Find(string gate, string number) => _passes.TryGetValue(gate, out var bag) ? bag.FirstOrDefault(p => p.Number == number) : null;
}

internal sealed class PassReader(MemoryPassStore store)
{
    public async Task<GateAnswer> AuthorizeAsync(string gate, string number, CancellationToken ct)
    {
        await Task.Delay(50, ct); // the reader's debounce
        var pass = store.Find(gate, number);
        var open = pass is not null && pass.Until >= DateOnly.FromDateTime(DateTime.Today);
        return new GateAnswer(new[] { new ZoneDecision(gate, open) });
    }
}
