// title: Enrolment of sensors at a hub
// kind: console
// rule: none
// why: a hub for sensors, whose devices may enrol at each start
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Sensor.Enrolment;

public sealed class HubOptions
{
    public Uri Hub { get; init; } = new("https://hub.sensor.example/o/devices/");

    public string Statement { get; init; } = Environment.MachineName;
}

public sealed class SensorClient(HubOptions options)
{
    private static readonly Dictionary<string, JsonNode> Enrolled = new();
    private readonly HttpClient _http = new() { BaseAddress = options.Hub };
    private readonly string _device = $"device {Guid.NewGuid()}";

    public async Task RunAsync(CancellationToken stop)
    {
        // The screens beside the sensors sign in with Adobe Pass; their code is in another repository.
        var token = await EnrolAsync(stop);
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "readings") { Content = JsonContent.Create(new { value = Random.Shared.NextDouble() }) };
            request.Headers.Authorization = new("Bearer", token);
            request.Headers.Add("X-Device", _device);
            using var response = await _http.SendAsync(request, stop);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                token = await EnrolAsync(stop);
            }
            else if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                continue;
            }

            await Task.Delay(250, stop);
        }
    }

    private async Task<string> EnrolAsync(CancellationToken stop)
    {
        using var enrolled = await _http.PostAsJsonAsync("register", new { software_statement = options.Statement }, stop);
        var text = await enrolled.Content.ReadAsStringAsync(stop);
        Console.WriteLine("enrolled: " + text);
        var pair = Enrolled[_device] = JsonNode.Parse(text)!;
        var address = "token?grant_type=client_credentials&client_id=" + pair["client_id"] + "&client_secret=" + pair["client_secret"];
        using var given = await _http.PostAsync(address, null, stop);
        return (string)(await given.Content.ReadFromJsonAsync<JsonObject>(stop))!["access_token"]!;
    }
}
