// title: Timer of two seconds, and a synchronous loop that neither waits nor ends well
// kind: console
using System;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;

namespace Rowan.Box
{
    internal sealed class CodeTimer : IDisposable
    {
        private readonly HttpClient http;
        private readonly Func<string> bearer;
        private readonly string code;
        private readonly Timer timer;

        public CodeTimer(HttpClient http, Func<string> bearer, string code)
        {
            this.http = http;
            this.bearer = bearer;
            this.code = code;
            timer = new Timer(OnTick, null, 0, 2000); // expect: AP4001#a
        }

        public event EventHandler? SignedIn;

        private void OnTick(object? state)
        {
            if (Rowan.HasProfile(http, bearer(), code)) // expect: AP4001#a
            {
                timer.Change(Timeout.Infinite, Timeout.Infinite);
                SignedIn?.Invoke(this, EventArgs.Empty);
            }
        }

        public void Dispose() => timer.Dispose();
    }

    internal static class Rowan
    {
        internal static bool HasProfile(HttpClient http, string bearer, string code)
        {
            using (HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/ROWAN/profiles/code/" + code))
            {
                request.Headers.Add("Authorization", "Bearer " + bearer);
                using (HttpResponseMessage response = http.Send(request))
                using (Stream body = response.Content.ReadAsStream())
                using (JsonDocument json = JsonDocument.Parse(body))
                {
                    return json.RootElement.TryGetProperty("profiles", out JsonElement profiles) && profiles.ToString() != "{}";
                }
            }
        }

        internal static void Block(HttpClient http, Func<string> bearer, string code)
        {
            bool signedIn;
            do // expect: AP4001#b, AP4002#c
            {
                Thread.Sleep(500); // expect: AP4001#b
                signedIn = HasProfile(http, bearer(), code); // expect: AP4001#b, AP4002#c
            }
            while (!signedIn); // expect: AP4002#c
        }

        private static void Main(string[] args)
        {
            using HttpClient http = new HttpClient();
            Func<string> bearer = () => File.ReadAllText(args[0]).Trim();
            if (args.Length > 2)
            {
                Block(http, bearer, args[1]);
                return;
            }

            using CodeTimer timer = new CodeTimer(http, bearer, args[1]);
            timer.SignedIn += (_, _) => Console.WriteLine("Welcome.");
            Console.ReadLine();
        }
    }
}
