// title: Command line tool that signs in at a directory with a device code
// kind: console
// rule: none
// why: the directory has its own device flow, and this one is asked every second on purpose
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Mailbox.Login;

internal static class Program
{
    private const string Authority = "https://login.microsoftonline.com/organizations/oauth2/v2.0";
    private static readonly HttpClient Http = new();

    private static async Task<int> Main(string[] args)
    {
        var client = args.FirstOrDefault() ?? "1f0f7c7e-5a0b-4d7d-9a3c-55f3a6e0c1b2";
        var device = await PostAsync("devicecode", new() { ["client_id"] = client, ["scope"] = "User.Read offline_access" });
        Console.WriteLine((string?)device["message"]);

        JsonObject answer;
        do
        {
            await Task.Delay(1000);
            answer = await PostAsync("token", new()
            {
                ["client_id"] = client,
                ["device_code"] = (string)device["device_code"]!,
                ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
            });
        }
        while ((string?)answer["error"] == "authorization_pending");

        if (answer["access_token"] is null)
        {
            Console.Error.WriteLine(answer.ToJsonString());
            return 1;
        }

        Console.WriteLine("access token: " + answer["access_token"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://graph.microsoft.com/v1.0/me/messages?$search=\"Adobe Pass auth.adobe.com\"");
        request.Headers.Authorization = new("Bearer", (string)answer["access_token"]!);
        using var mails = await Http.SendAsync(request);
        Console.WriteLine(await mails.Content.ReadAsStringAsync());
        return 0;
    }

    private static async Task<JsonObject> PostAsync(string operation, Dictionary<string, string> fields)
    {
        using var response = await Http.PostAsync($"{Authority}/{operation}", new FormUrlEncodedContent(fields));
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
