// title: Appliance whose pair and fallback token are part of the firmware
// kind: console
// rule: AP3003
// hard: yes
using System;
using System.IO;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Appliance.Pass
{
    internal class DcrClient
    {
        private static string burnt = "q8Zt1Lw6Xc3Rv9Nb"; // expect: AP3003#a

        private readonly string infoHeader;
        private readonly string idHeader;
        private string token;
        private DateTime until;

        public DcrClient(string serial, string info)
        {
            idHeader = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(serial));
            infoHeader = info;
        }

        private string Token()
        {
            if (token != null && DateTime.UtcNow < until)
            {
                return token;
            }

            string secret = Environment.GetEnvironmentVariable("PASS_SECRET") ?? burnt; // expect: AP3003#a
            byte[] body = Encoding.ASCII.GetBytes("grant_type=client_credentials&client_id=appliance-4&client_secret=" + secret); // expect: AP3003#a

            HttpWebRequest request = WebRequest.CreateHttp("https://sp.auth.adobe.com/o/client/token");
            request.Method = "POST";
            request.ContentType = "application/x-www-form-urlencoded";
            request.Headers.Add("X-Device-Info", infoHeader);
            using (Stream stream = request.GetRequestStream())
            {
                stream.Write(body, 0, body.Length);
            }

            using (WebResponse response = request.GetResponse())
            using (JsonDocument json = JsonDocument.Parse(response.GetResponseStream()))
            {
                token = json.RootElement.GetProperty("access_token").GetString();
                until = DateTime.UtcNow.AddSeconds(json.RootElement.GetProperty("expires_in").GetInt32() - 120);
                return token;
            }
        }

        private string TokenOrNull()
        {
            try
            {
                return Token();
            }
            catch (WebException)
            {
                return null;
            }
        }

        public HttpStatusCode Check(string brand, string mvpd)
        {
            string bearer = TokenOrNull() ?? "V2-9f3kQ7xLm2Pz8RtB"; // expect: AP3004#b
            HttpWebRequest request = WebRequest.CreateHttp("https://sp.auth.adobe.com/api/v2/" + brand + "/profiles/" + mvpd);
            request.Headers[HttpRequestHeader.Authorization] = "Bearer " + bearer; // expect: AP3004#b
            request.Headers["AP-Device-Identifier"] = idHeader;
            request.Headers["X-Device-Info"] = infoHeader;
            using (HttpWebResponse response = (HttpWebResponse)request.GetResponse())
            {
                return response.StatusCode;
            }
        }
    }

    internal static class Program
    {
        private static void Main(string[] args)
        {
            DcrClient client = new DcrClient(File.ReadAllText("/sys/class/dmi/id/board_serial").Trim(), File.ReadAllText("/etc/pass/device-info"));
            Console.WriteLine(client.Check(args[0], args[1]));
        }
    }
}
