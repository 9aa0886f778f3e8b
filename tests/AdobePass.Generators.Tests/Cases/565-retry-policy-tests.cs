// title: Tests of the retry policy of an image service
// kind: test
// rule: none
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Tidewater.Images.Tests;

internal sealed class ScriptedHandler(params HttpStatusCode[] script) : HttpMessageHandler
{
    private readonly Queue<HttpStatusCode> _script = new(script);

    public List<Uri> Seen { get; } = new();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Seen.Add(request.RequestUri!);
        return Task.FromResult(new HttpResponseMessage(_script.TryDequeue(out var next) ? next : HttpStatusCode.OK));
    }
}

internal static class ImageFetcher
{
    public static async Task<HttpStatusCode> FetchAsync(HttpClient http, string name)
    {
        HttpResponseMessage response;
        var left = 3;
        do
        {
            response = await http.GetAsync("http://images.tidewater.example/api/v1/" + name);
        }
        while (response.StatusCode == HttpStatusCode.TooManyRequests && --left > 0);

        return response.StatusCode;
    }
}

public static class RetryPolicyTests
{
    public static async Task A_busy_server_is_asked_three_times()
    {
        var handler = new ScriptedHandler(Enumerable.Repeat(HttpStatusCode.TooManyRequests, 5).ToArray());
        using var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Add("Authorization", "Bearer k3v9Qd71LmZx82RtYc5WbN0fSgH4uJpE");

        var status = await ImageFetcher.FetchAsync(http, "poster.webp");

        Expect(status == HttpStatusCode.TooManyRequests, "status");
        Expect(handler.Seen.Count == 3, "requests");
    }

    public static async Task A_present_image_is_fetched_once()
    {
        var handler = new ScriptedHandler(HttpStatusCode.OK);
        using var http = new HttpClient(handler);

        var status = await ImageFetcher.FetchAsync(http, "logo.svg");

        Expect(status == HttpStatusCode.OK && handler.Seen.Count == 1, "one request");
    }

    private static void Expect(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException("Not as expected: " + what);
        }
    }
}
