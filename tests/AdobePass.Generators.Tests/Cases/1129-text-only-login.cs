// title: Login of an appliance without a JSON library
// kind: console
// rule: AP4002
// why: nothing slows the loop down, and nothing but a login ends it
#pragma warning disable SYSLIB0014
using System;
using System.Collections.Specialized;
using System.Net;
using System.Text;

namespace Appliance
{
    internal sealed class PassWebClient : WebClient
    {
        public string Token { get; set; } = "";

        protected override WebRequest GetWebRequest(Uri address)
        {
            var request = base.GetWebRequest(address);
            request.Timeout = 15000;
            request.Headers["Authorization"] = "Bearer " + Token;
            return request;
        }
    }

    public static class Login
    {
        private const string Api = "https://sp.auth.adobe.com/api/v2/";

        public static string Run(string brand, string serial, string info, string token)
        {
            string code;
            using (var client = new PassWebClient { Token = token })
            {
                client.Headers["X-Device-Info"] = info;
                client.Headers["AP-Device-Identifier"] = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(serial));
                var answer = client.UploadValues(Api + brand + "/sessions", new NameValueCollection { { "domainName", "appliance.example" } });
                code = Between(Encoding.UTF8.GetString(answer), "\"code\":\"", "\"") ?? throw new InvalidOperationException("no code");
            }

            Console.WriteLine("Go to appliance.example/tv and enter " + code);
            for (;;) // expect: AP4001, AP4002
            {
                using (var client = new PassWebClient { Token = token })
                {
                    string text = client.DownloadString(Api + brand + "/profiles/code/" + code);
                    string? provider = Between(text, "\"issuer\":\"", "\"");
                    if (provider != null)
                    {
                        return provider;
                    }
                }
            }
        }

        private static string? Between(string text, string start, string end)
        {
            int from = text.IndexOf(start, StringComparison.Ordinal);
            if (from < 0)
            {
                return null;
            }

            from += start.Length;
            int to = text.IndexOf(end, from, StringComparison.Ordinal);
            return to < 0 ? null : text.Substring(from, to - from);
        }
    }
}
