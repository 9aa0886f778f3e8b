// title: a client for each channel, and one for all
// kind: console
using System;
using System.IO;
using System.Threading.Tasks;
using AdobePass;

namespace DeskTv.Check;

internal static class Program
{
    private static void Main(string[] args)
    {
        var options = new AdobePassOptions
        {
            SoftwareStatement = new SoftwareStatement(File.ReadAllText("statement")),
            CredentialStore = new FileCredentialStore(Path.GetFullPath("store")),
        };
        for (var i = 0; i < args.Length; i++)
        {
            using var client = new AdobePassClient(options); // expect: AP1005
            Console.WriteLine($"{args[i]}: {client.GetHashCode()}");
        }

        using var shared = new AdobePassClient(options);
        foreach (var channel in args)
        {
            using var report = new StringWriter();
            report.Write($"{channel}: {shared.GetHashCode()}");
            Console.WriteLine(report);
        }
    }
}
