// title: Old WebClient probe asks for a token with the pair in the address and prints the answer
// kind: console
// rule: AP2010
// hard: yes
using System;
using System.Collections.Specialized;
using System.IO;
using System.Net;
using System.Text;
using System.Web;

namespace OpsTools
{
    // Called by the runbook when the entitlement alarms go off.
    internal static class Program
    {
        private const string TokenUrl = "https://sp.auth.adobe.com/o/client/token?grant_type=client_credentials&client_id={0}&client_secret={1}"; // expect: AP2010#a

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
            web.Headers[HttpRequestHeader.ContentType] = "application/x-www-form-urlencoded";
            try
            {
                string url = string.Format(TokenUrl, HttpUtility.UrlEncode(pair[0]), HttpUtility.UrlEncode(pair[1])); // expect: AP2010#a
                string json = web.UploadString(url, "POST", string.Empty); // expect: AP2010#a
                Console.WriteLine("pass is up: " + json); // expect: AP1009
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
