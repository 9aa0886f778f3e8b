// title: HttpWebRequest service asks for a token at every play
// kind: library
// rule: AP1004
// twin: 004-webrequest-token-kept.cs
// hard: yes
using System;
using System.IO;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Harbor.Entitlements.Legacy
{
    /// <summary>Ported from the .NET Framework player in 2019; still used by the lobby screens.</summary>
    public class EntitlementService
    {
        private const string Host = "https://sp.auth.adobe.com";

        private readonly string clientId;
        private readonly string clientSecret;
        private readonly string deviceInfo;
        private readonly string fingerprint;

        public EntitlementService(string clientId, string clientSecret, string deviceInfo, string deviceId)
        {
            this.clientId = clientId;
            this.clientSecret = clientSecret;
            this.deviceInfo = deviceInfo;
            fingerprint = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(deviceId));
        }

        public bool MayPlay(string channel, string mvpd, string resource)
        {
            string bearer = AskForBearer(); // expect: AP1004#a

            HttpWebRequest request = (HttpWebRequest)WebRequest.Create(
                string.Format("{0}/api/v2/{1}/decisions/authorize/{2}", Host, channel, Uri.EscapeDataString(mvpd)));
            request.Method = "POST";
            request.ContentType = "application/json";
            request.Headers["Authorization"] = "Bearer " + bearer;
            request.Headers["X-Device-Info"] = deviceInfo;
            request.Headers["AP-Device-Identifier"] = fingerprint;
            Write(request, JsonSerializer.Serialize(new { resources = new[] { resource } }));

            using (WebResponse response = request.GetResponse())
            using (JsonDocument document = JsonDocument.Parse(response.GetResponseStream()))
            {
                foreach (JsonElement decision in document.RootElement.GetProperty("decisions").EnumerateArray())
                {
                    if (decision.GetProperty("resource").GetString() == resource)
                    {
                        return decision.GetProperty("authorized").GetBoolean();
                    }
                }
            }

            return false;
        }

        private string AskForBearer()
        {
            HttpWebRequest request = (HttpWebRequest)WebRequest.Create(Host + "/o/client/token"); // expect: AP1004#a
            request.Method = "POST";
            request.ContentType = "application/x-www-form-urlencoded";
            request.Headers["X-Device-Info"] = deviceInfo;
            Write(request, "grant_type=client_credentials&client_id=" + Uri.EscapeDataString(clientId)
                + "&client_secret=" + Uri.EscapeDataString(clientSecret));

            using (WebResponse response = request.GetResponse()) // expect: AP1004#a
            using (StreamReader reader = new StreamReader(response.GetResponseStream()))
            using (JsonDocument document = JsonDocument.Parse(reader.ReadToEnd()))
            {
                return document.RootElement.GetProperty("access_token").GetString()!;
            }
        }

        private static void Write(WebRequest request, string body)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            request.ContentLength = bytes.Length;
            using (Stream stream = request.GetRequestStream())
            {
                stream.Write(bytes, 0, bytes.Length);
            }
        }
    }
}
