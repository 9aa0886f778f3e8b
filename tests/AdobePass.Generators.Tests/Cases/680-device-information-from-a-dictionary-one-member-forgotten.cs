// title: device information from a dictionary, one member forgotten
// kind: console
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace Flow.Device;

internal static class Program
{
    private static string Describe()
    {
        var values = new Dictionary<string, string> // expect: AP2004#a
        {
            ["model"] = "FlowBox",
            ["version"] = "3",
            ["osName"] = "Linux",
            ["connectionType"] = "LAN",
            ["primaryHardwareType"] = "SetTopBox",
        };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(values))); // expect: AP2004#a
    }

    private static async Task Main(string[] args)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-Device-Info", Describe()); // expect: AP2004#a
        http.DefaultRequestHeaders.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(File.ReadAllText("/etc/machine-id"))));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", args[0]);
        Console.WriteLine(await http.GetStringAsync("https://sp.auth.adobe.com/api/v2/FLOW/profiles"));
    }
}
