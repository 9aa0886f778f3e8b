// title: Activation screen of a TV app for a set with its own operating system
// kind: console
// rule: AP4001
// hard: yes
// why: Tizen is a family, not one of the names that the service knows; the pause is two seconds
using System;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Vega.Tv.Activation;

public interface IScreen
{
    void ShowCode(string code);

    void ShowWelcome(string provider);

    void ShowExpired();
}

public sealed class ActivationScreen(IScreen screen, string duid, string bearer)
{
    private const int Rounds = 900;
    private readonly HttpClient client = Create(duid, bearer);

    private static HttpClient Create(string duid, string bearer)
    {
        var info = new JsonObject
        {
            ["primaryHardwareType"] = "TV",
            ["model"] = "VG55",
            ["version"] = "2024",
            ["osName"] = "Tizen",
            ["osVersion"] = "8.0",
            ["connectionType"] = "LAN",
        };
        var created = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/VEGA/") };
        created.DefaultRequestHeaders.TryAddWithoutValidation("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(info.ToJsonString()))); // expect: AP2004
        created.DefaultRequestHeaders.TryAddWithoutValidation("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(duid)));
        created.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + bearer);
        return created;
    }

    public async Task RunAsync()
    {
        var form = new StringContent("domainName=vega.example&redirectUrl=https%3A%2F%2Fvega.example%2Ftv", Encoding.ASCII, "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync("sessions", form);
        var session = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        var code = session["code"]!.GetValue<string>();
        screen.ShowCode(code);
        for (var round = 0; round < Rounds; round++)
        {
            await PauseAsync(); // expect: AP4001#a
            var found = JsonNode.Parse(await client.GetStringAsync("profiles/code/" + code))!["profiles"]!.AsObject();
            foreach (var (provider, _) in found)
            {
                screen.ShowWelcome(provider);
                return;
            }
        }

        screen.ShowExpired();
    }

    private static Task PauseAsync() => Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None); // expect: AP4001#a
}
