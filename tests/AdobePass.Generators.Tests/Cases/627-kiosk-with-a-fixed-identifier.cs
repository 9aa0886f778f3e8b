// title: kiosk with a fixed identifier
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Threading.Tasks;

const string Kiosk = "8d1f2c3e-0000-4000-8000-00000000beef";

using var http = new HttpClient { BaseAddress = new Uri("https://sp.auth-staging.adobe.com/api/v2/") };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText("token.txt"));
http.DefaultRequestHeaders.Add("AP-Device-Identifier", $"fingerprint {Kiosk}"); // expect: AP2005
http.DefaultRequestHeaders.Add("X-Device-Info", File.ReadAllText("device.b64"));

await ShowAsync("lobby");
await ShowAsync("bar");

async Task ShowAsync(string resource)
{
    using var response = await http.PostAsJsonAsync($"HOTEL/decisions/preauthorize/{args[0]}", new { resources = new[] { resource } });
    Console.WriteLine($"{resource}: {await response.Content.ReadAsStringAsync()}");
}
