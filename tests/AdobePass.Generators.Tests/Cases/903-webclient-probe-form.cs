// title: Old WebClient probe asks for a token with a form and prints the lifetime
// kind: console
// rule: AP2010
// twin: webclient-probe-token
// why: one token of a program that ends at once; only the lifetime is shown; the form is what Adobe's page asks for
// expect: none
using System;
using System.Collections.Specialized;
using System.IO;
using System.Net;
using System.Text;
using System.Text.Json;

namespace OpsTools
{
    // Called by the runbook when the entitlement alarms go off.
    internal static class Program
    {
        private const string TokenUrl = "https://sp.auth.adobe.com/o/client/token";

        private static int Main(string[] args)
        {
            if (args.Length != 2)
            {
                Console.Error.WriteLine("usage: passprobe <pair-file> <device-info-file>");
                return 64;
            }

            string[] pair = File.ReadAllLines(args[0]);
            string info = File.ReadAllText(args[1]).Trim();

            WebClient web = new WebClient();
            web.Encoding = Encoding.UTF8;
            web.Headers["X-Device-Info"] = info;
            try
            {
                var form = new NameValueCollection();
                form["grant_type"] = "client_credentials";
                form["client_id"] = pair[0];
                form["client_secret"] = pair[1];
                byte[] bytes = web.UploadValues(TokenUrl, "POST", form);
                using (JsonDocument json = JsonDocument.Parse(bytes))
                {
                    Console.WriteLine("pass is up, tokens live " + json.RootElement.GetProperty("expires_in").GetInt64() + " s");
                }

                return 0;
            }
            catch (WebException e)
            {
                var http = e.Response as HttpWebResponse;
                Console.Error.WriteLine("pass is down: " + (http == null ? e.Status.ToString() : ((int)http.StatusCode).ToString()));
                return 1;
            }
            finally
            {
                web.Dispose();
            }
        }
    }
}
