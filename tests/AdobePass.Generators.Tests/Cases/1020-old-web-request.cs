// title: Code of 2014 that was moved to the new addresses, with HttpWebRequest
// kind: console
// rule: AP2001
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

        // File of the installer: id, key, device header, one per line.
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

        private static string Bearer()
        {
            if (bearer != null)
            {
                return bearer;
            }

            var form = Encoding.ASCII.GetBytes("grant_type=client_credentials&client_id=" + Setup[0] + "&client_secret=" + Setup[1]);
            var request = (HttpWebRequest)WebRequest.Create(Root + "/o/client/token"); // expect: AP2001
            request.Method = "POST";
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
            var request = WebRequest.CreateHttp(Root + "/api/v2/" + brand + "/profiles"); // expect: AP2002
            request.Accept = "application/json";
            request.Headers[HttpRequestHeader.Authorization] = "Bearer " + Bearer();
            request.Headers["X-Device-Info"] = Setup[2];
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
