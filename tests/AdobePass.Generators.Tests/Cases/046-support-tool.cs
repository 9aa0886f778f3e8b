// title: support tool with the secret and the token of the lab box
// kind: console
// rule: AP3003
// twin: 047-two-providers.cs
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using AdobePass;

namespace Sable.Support;

internal static class Program
{
    private const string LabBearer = "q7Xv2mR9tLz4KpW8sYb3Nd6Hc1Fg5Jk0"; // expect: AP3004#h

    private static readonly HttpClient Http = new() { BaseAddress = new Uri("https://sp.auth-staging.adobe.com") };

    private static async Task Main(string[] args)
    {
        var store = new FileCredentialStore(Path.GetFullPath("lab-store"), new FileStoreOptions { AllowCreation = true });
        switch (args)
        {
            case ["import"]:
                var pair = new ClientCredentials("3d0c58aa-90c7-4f0e-8a4e-51b0f7c2d9e6", new ClientSecret("b8e1f6a2-47d9-4c35-9e70-2fd816ac0b94"), ["api:client:v2"]); // expect: AP3003
                await store.CreateAsync(CredentialKey.Create("https://sp.auth-staging.adobe.com", "lab-box-7"), pair, default);
                break;
            case ["token", var file]:
                await File.WriteAllTextAsync(file, await TokenAsync());
                break;
            case ["profiles", var channel]:
                Console.WriteLine(await ProfilesAsync(channel));
                break;
            default:
                Console.WriteLine(new AccessToken("Zk4rT81vQm0yXc7Bn2Ls9Wd5Hg3Jf6Pa")); // expect: AP3004
                break;
        }
    }

    private static async Task<string> TokenAsync()
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("grant_type", "client_credentials"),
            new("client_id", Environment.GetEnvironmentVariable("LAB_CLIENT") ?? "3d0c58aa-90c7-4f0e-8a4e-51b0f7c2d9e6"),
            new("client_secret", Environment.GetEnvironmentVariable("LAB_KEY") ?? "b8e1f6a2-47d9-4c35-9e70-2fd816ac0b94"), // expect: AP3003
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/o/client/token") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Device-Info", await File.ReadAllTextAsync("info.b64"));
        using var response = await Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<string> ProfilesAsync(string channel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/{channel}/profiles");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {LabBearer}"); // expect: AP3004#h
        request.Headers.Add("X-Device-Info", await File.ReadAllTextAsync("info.b64"));
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes("lab-box-7")));
        using var response = await Http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
