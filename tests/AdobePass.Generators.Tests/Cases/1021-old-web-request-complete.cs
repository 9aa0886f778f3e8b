// title: Code of 2014 on the new addresses, whose requests all go through one factory
// kind: console
// rule: AP2001
// twin: old-web-request
// expect: none
#pragma warning disable SYSLIB0014
using System;
using System.IO;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Legacy.Shell
{
    internal static class PassGateway
    {
        private const string Root = "https://sp.auth.adobe.com";

        // File of the installer: id, key, device header, identifier header, one per line.
        private static readonly string[] Setup = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "pass.cfg"));

        private static string? bearer;

        public static int Main(string[] args)
        {
            try
            {
                Console.WriteLine(Profiles(args.Length > 0 ? args[0] : "CHAN1"));
                return 0;
            }
            catch (WebException e)
            {
                Console.Error.WriteLine(e.Status);
                return 1;
            }
        }

        private static HttpWebRequest Open(string method, string path)
        {
            var request = WebRequest.CreateHttp(Root + path);
            request.Method = method;
            request.Accept = "application/json";
            request.Headers.Add(new WebHeaderCollection { { "X-Device-Info", Setup[2] }, { "AP-Device-Identifier", Setup[3] } });
            return request;
        }

        private static string Bearer()
        {
            if (bearer != null)
            {
                return bearer;
            }

            var form = Encoding.ASCII.GetBytes("grant_type=client_credentials&client_id=" + Setup[0] + "&client_secret=" + Setup[1]);
            var request = Open("POST", "/o/client/token");
            request.ContentType = "application/x-www-form-urlencoded";
            request.ContentLength = form.Length;
            using (var stream = request.GetRequestStream())
            {
                stream.Write(form, 0, form.Length);
            }

            using (var json = JsonDocument.Parse(Read(request)))
            {
                return bearer = json.RootElement.GetProperty("access_token").GetString()!;
            }
        }

        private static string Profiles(string brand)
        {
            var request = Open("GET", "/api/v2/" + brand + "/profiles");
            request.Headers[HttpRequestHeader.Authorization] = "Bearer " + Bearer();
            return Read(request);
        }

        private static string Read(WebRequest request)
        {
            using (var response = request.GetResponse())
            using (var reader = new StreamReader(response.GetResponseStream()))
            {
                return reader.ReadToEnd();
            }
        }
    }
}
