// title: Script of a new colleague that tries out the service step by step
// kind: console
// rule: AP1001
// why: it prints the pair instead of keeping it, and the next run registers again
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Text.Json;

if (args.Length < 2)
{
    Console.Error.WriteLine("usage: first-contact <statement.txt> <device-info.json>");
    return 1;
}

var statement = File.ReadAllText(args[0]).Trim();
var deviceInfo = Convert.ToBase64String(File.ReadAllBytes(args[1]));
var http = new HttpClient();
http.DefaultRequestHeaders.Add("X-Device-Info", deviceInfo);

// Step 1
var json = JsonSerializer.Serialize(new Dictionary<string, string> { ["software_statement"] = statement });
var step1 = await http.PostAsync("https://sp.auth.adobe.com/o/client/register", new StringContent(json, Encoding.UTF8, "application/json")); // expect: AP1001
var text1 = await step1.Content.ReadAsStringAsync();
Console.WriteLine("step 1: " + (int)step1.StatusCode);
Console.WriteLine(text1); // expect: AP1009
if (!step1.IsSuccessStatusCode)
{
    return 2;
}

var client = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text1)!;

// Step 2
var step2 = await http.PostAsync("https://sp.auth.adobe.com/o/client/token", new FormUrlEncodedContent(new[]
{
    KeyValuePair.Create("grant_type", "client_credentials"),
    KeyValuePair.Create("client_id", client["client_id"].GetString()!),
    KeyValuePair.Create("client_secret", client["client_secret"].GetString()!),
}));
var token = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(await step2.Content.ReadAsStringAsync())!;
Console.WriteLine("step 2: " + (int)step2.StatusCode + ", valid for " + token["expires_in"] + " s");

// Step 3
http.DefaultRequestHeaders.Add("Authorization", "Bearer " + token["access_token"].GetString());
var step3 = await http.GetAsync("https://sp.auth.adobe.com/api/v2/" + (args.Length > 2 ? args[2] : "DEMO") + "/configuration");
Console.WriteLine("step 3: " + (int)step3.StatusCode);
Console.WriteLine(await step3.Content.ReadAsStringAsync());
return 0;
