// title: State machine of a hotel television client
// kind: console
// rule: AP1002
// hard: yes
// why: a 401 of the profiles leads to the state that registers, through a variable
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Kestrel.Hospitality;

internal enum Step { Load, Register, Token, Profiles, Done, Failed }

internal static class RoomClient
{
    private static async Task<int> Main(string[] args)
    {
        var room = args.Length > 0 ? args[0] : Environment.MachineName;
        var api = new PassApi(room, File.ReadAllText("device.json"), File.ReadAllText("statement.jwt"));
        var path = Path.Combine("state", room + ".json");
        RoomPair? pair = null;
        var step = Step.Load;
        while (step is not (Step.Done or Step.Failed))
        {
            switch (step)
            {
                case Step.Load:
                    pair = File.Exists(path) ? JsonSerializer.Deserialize<RoomPair>(File.ReadAllText(path)) : null;
                    step = pair is null ? Step.Register : Step.Token;
                    break;
                case Step.Register:
                    pair = await api.RegisterAsync(); // expect: AP1002#a
                    File.WriteAllText(path, JsonSerializer.Serialize(pair));
                    step = Step.Token;
                    break;
                case Step.Token:
                    await api.SignInAsync(pair!);
                    step = Step.Profiles;
                    break;
                case Step.Profiles:
                    var status = await api.ShowProfilesAsync();
                    step = status switch
                    {
                        HttpStatusCode.OK => Step.Done,
                        HttpStatusCode.Unauthorized => Step.Register, // expect: AP1002#a
                        _ => Step.Failed,
                    };
                    break;
            }
        }

        return step == Step.Done ? 0 : 1;
    }
}

internal sealed record RoomPair(string Id, string Secret);

internal sealed class PassApi
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri("https://sp.auth.adobe.com/") };
    private readonly string _statement;

    public PassApi(string room, string deviceJson, string statement)
    {
        _statement = statement;
        _http.DefaultRequestHeaders.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(deviceJson)));
        _http.DefaultRequestHeaders.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(room)));
    }

    public async Task<RoomPair> RegisterAsync()
    {
        using var response = await _http.PostAsJsonAsync("o/client/register", new { software_statement = _statement });
        var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return new RoomPair(body.GetProperty("client_id").GetString()!, body.GetProperty("client_secret").GetString()!);
    }

    public async Task SignInAsync(RoomPair pair)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = pair.Id, ["client_secret"] = pair.Secret,
        });
        using var response = await _http.PostAsync("o/client/token", form);
        var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", body.GetProperty("access_token").GetString());
    }

    public async Task<HttpStatusCode> ShowProfilesAsync()
    {
        using var response = await _http.GetAsync("api/v2/KESTREL/profiles");
        Console.WriteLine(await response.Content.ReadAsStringAsync());
        return response.StatusCode;
    }
}
