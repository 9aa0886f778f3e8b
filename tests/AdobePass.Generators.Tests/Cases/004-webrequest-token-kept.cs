// title: HttpWebRequest service keeps its token until it runs out
// kind: library
// expect: none
// rule: AP1004
// twin: 003-webrequest-token-each-play.cs
using System;
using System.IO;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Harbor.Entitlements.Legacy
{
    public class EntitlementService
    {
        private const string Host = "https://sp.auth.adobe.com";

        private readonly object gate = new object();
        private readonly string clientId;
        private readonly string clientSecret;
        private readonly string deviceInfo;
        private readonly string fingerprint;
        private string? bearer;
        private DateTime bearerEndsUtc;

        public EntitlementService(string clientId, string clientSecret, string deviceInfo, string deviceId)
        {
            this.clientId = clientId;
            this.clientSecret = clientSecret;
            this.deviceInfo = deviceInfo;
            fingerprint = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(deviceId));
        }

        public bool MayPlay(string channel, string mvpd, string resource)
        {
            HttpWebRequest request = (HttpWebRequest)WebRequest.Create(
                string.Format("{0}/api/v2/{1}/decisions/authorize/{2}", Host, channel, Uri.EscapeDataString(mvpd)));
            request.Method = "POST";
            request.ContentType = "application/json";
            request.Headers["Authorization"] = "Bearer " + Bearer();
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

        private string Bearer()
        {
            lock (gate)
            {
                if (bearer == null || DateTime.UtcNow >= bearerEndsUtc)
                {
                    HttpWebRequest request = (HttpWebRequest)WebRequest.Create(Host + "/o/client/token");
                    request.Method = "POST";
                    request.ContentType = "application/x-www-form-urlencoded";
                    request.Headers["X-Device-Info"] = deviceInfo;
                    Write(request, "grant_type=client_credentials&client_id=" + Uri.EscapeDataString(clientId)
                        + "&client_secret=" + Uri.EscapeDataString(clientSecret));

                    using (WebResponse response = request.GetResponse())
                    using (JsonDocument document = JsonDocument.Parse(response.GetResponseStream()))
                    {
                        bearer = document.RootElement.GetProperty("access_token").GetString();
                        bearerEndsUtc = DateTime.UtcNow.AddSeconds(document.RootElement.GetProperty("expires_in").GetInt64() - 60);
                    }
                }

                return bearer!;
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
