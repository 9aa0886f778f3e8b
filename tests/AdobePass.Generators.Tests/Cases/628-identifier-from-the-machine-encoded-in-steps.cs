// title: identifier from the machine, encoded in steps
// kind: console
// expect: none
using System;
using System.IO;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;

namespace Pico.Box;

internal readonly record struct Fingerprint(string Text)
{
    private const string Type = "fingerprint";

    public static Fingerprint FromMachine(string machineId)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(machineId), hash);
        return new(Type + ' ' + Convert.ToBase64String(hash));
    }

    public override string ToString() => Text;
}

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var fingerprint = Fingerprint.FromMachine(File.ReadAllText("/etc/machine-id").Trim());
        using var http = new HttpClient();
        using var request = new HttpRequestMessage();
        request.RequestUri = new Uri($"https://sp.auth.adobe.com/api/v2/{args[0]}/profiles");
        request.Headers.Add("Authorization", "Bearer " + Environment.GetEnvironmentVariable("TOKEN"));
        request.Headers.Add("AP-Device-Identifier", fingerprint.ToString());
        request.Headers.Add("X-Device-Info", Environment.GetEnvironmentVariable("DEVICE_INFO"));
        using var response = await http.SendAsync(request);
        Console.WriteLine((int)response.StatusCode);
    }
}
