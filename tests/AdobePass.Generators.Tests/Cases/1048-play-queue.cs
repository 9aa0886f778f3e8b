// title: Playback queue of a control room with one reader
// kind: console
// rule: AP4009
// why: a ticket is kept for the next time the same asset is put on a wall; the inner loop repeats one question until it is granted
using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Wall;

internal sealed record Play(int Screen, string Asset);

internal sealed class PlayQueue(HttpClient http, string[] identity)
{
    private static readonly ConcurrentDictionary<string, string> Tickets = new();
    private readonly Channel<Play> _channel = Channel.CreateBounded<Play>(16);

    public ChannelWriter<Play> Writer => _channel.Writer;

    public async Task RunAsync(Action<Play, string> start, CancellationToken ct)
    {
        await foreach (var play in _channel.Reader.ReadAllAsync(ct))
        {
            if (!Tickets.TryGetValue(play.Asset, out var ticket))
            {
                ticket = await TicketAsync(play.Asset, ct);
                Tickets[play.Asset] = ticket; // expect: AP4009
            }

            start(play, ticket);
        }
    }

    private async Task<string> TicketAsync(string asset, CancellationToken ct)
    {
        var resources = new[] { asset };
        string? ticket;
        do // expect: AP4003
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/WALL/decisions/authorize/HouseOperator")
            {
                Content = JsonContent.Create(new { resources }),
            };
            var headers = request.Headers;
            headers.Authorization = new AuthenticationHeaderValue("Bearer", identity[0]);
            headers.Add("AP-Device-Identifier", identity[1]);
            headers.Add("X-Device-Info", identity[2]);
            using var response = await http.SendAsync(request, ct);
            ticket = response.IsSuccessStatusCode ? Find(await response.Content.ReadFromJsonAsync<JsonElement>(ct), asset) : null;
            if (ticket is null)
            {
                await Task.Delay(TimeSpan.FromSeconds(4), ct);
            }
        }
        while (ticket is null);

        return ticket;
    }

    private static string? Find(JsonElement body, string asset) => body.GetProperty("decisions").EnumerateArray()
        .Where(d => d.GetProperty("resource").ValueEquals(asset))
        .Select(d => d.TryGetProperty("token", out var t) ? t.GetProperty("serializedToken").GetString() : null)
        .FirstOrDefault();
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        var queue = new PlayQueue(http, await File.ReadAllLinesAsync(args[0]));
        var reader = queue.RunAsync((play, ticket) => Console.WriteLine($"screen {play.Screen}: {ticket.Length} bytes of ticket"), CancellationToken.None);
        while (await Console.In.ReadLineAsync() is { Length: > 2 } line)
        {
            await queue.Writer.WriteAsync(new Play(line[0] - '0', line[2..]));
        }

        queue.Writer.Complete();
        await reader;
    }
}
