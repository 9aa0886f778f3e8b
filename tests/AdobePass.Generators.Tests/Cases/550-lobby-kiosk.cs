// title: Login thread of a kiosk in a lobby
// kind: console
// rule: AP4001, AP4002
// why: asks every one and a half seconds, and for ever if nobody types the code
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;

namespace Kestrel.Lobby;

internal static class Kiosk
{
    private static volatile bool s_open;

    private static void Main(string[] args)
    {
        string code = args[0];
        var worker = new Thread(() => Watch(code)) { IsBackground = true, Name = "login" };
        worker.Start();
        Console.WriteLine("Visit kestrel.example/activate and enter " + code);
        while (!s_open)
        {
            Thread.Sleep(200);
        }

        Console.WriteLine("Welcome.");
    }

    private static void Watch(string code)
    {
        using var http = new HttpClient { BaseAddress = new Uri("https://sp.auth.adobe.com") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText("/run/kestrel/bearer"));
        for (;;) // expect: AP4001#a, AP4002#b
        {
            try
            {
                var text = http.GetStringAsync("/api/v2/KESTREL/profiles/code/" + code).GetAwaiter().GetResult(); // expect: AP4001#a, AP4002#b
                using var answer = JsonDocument.Parse(text);
                if (answer.RootElement.GetProperty("profiles").EnumerateObject().MoveNext())
                {
                    s_open = true;
                    return;
                }
            }
            catch (HttpRequestException fault)
            {
                Console.Error.WriteLine(fault.Message);
            }

            Thread.Sleep(1500); // expect: AP4001#a
        }
    }
}
