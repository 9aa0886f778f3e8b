// title: Importer takes pairs of the old application over and compares two APIs
// kind: console
// why: the wrong scope in a form is only informational for the rule, but the token will not open REST API V2
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Importer;

internal static class Program
{
    private static async Task Main(string[] args)
    {
        CredentialStore store = new FileCredentialStore(args[0], new FileStoreOptions { AllowCreation = true });
        foreach (var line in await File.ReadAllLinesAsync(args[1]))
        {
            if (line.Split(';') is not [var device, var id, var secret])
            {
                continue;
            }

            var key = CredentialKey.Create("https://sp.auth.adobe.com", device);
            var pair = new ClientCredentials(id, new ClientSecret(secret), ["api:client:v1"]); // expect: AP4015
            await store.CreateAsync(key, pair, CancellationToken.None);
        }

        using var http = new HttpClient();
        var bearer = await File.ReadAllTextAsync(args[2]);
        Console.WriteLine(await StatusAsync(http, bearer, "https://api.auth.adobe.com/reggie/v1/IMPORT/regcode")); // expect: AP4010, AP4014
        Console.WriteLine(await StatusAsync(http, bearer, "https://sp.auth.adobe.com/api/v2/IMPORT/configuration"));
    }

    private static async Task<int> StatusAsync(HttpClient http, string bearer, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer.Trim());
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }

    internal static FormUrlEncodedContent Form(string id, Func<string> secret)
    {
        var fields = new List<KeyValuePair<string, string>>
        {
            new("grant_type", "client_credentials"),
            new("client_id", id),
            new("client_secret", secret()),
            new("scope", "api:client:v1"), // expect: AP4015
        };
        return new FormUrlEncodedContent(fields);
    }
}
