// title: switch over the answer
// kind: library
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;

namespace Kanal.Play;

public sealed record Answer(string Resource, bool Authorized, string? Source);

public sealed class AnswerHandler(HttpClient http, string token, string device, string info)
{
    public event Action<string>? Started;

    public async Task HandleAsync(Answer answer, string channel, string mvpd)
    {
        switch (answer)
        {
            case { Authorized: true }:
                Started?.Invoke(answer.Resource);
                break;
            case { Authorized: false }:
                await LeaveAsync(channel, mvpd); // expect: AP4007
                break;
        }
    }

    private async Task LeaveAsync(string channel, string mvpd)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/{channel}/logout/{mvpd}?redirectUrl=https%3A%2F%2Fkanal.example");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("AP-Device-Identifier", device);
        request.Headers.Add("X-Device-Info", info);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
