// title: Same call, the headers come from a shared method
// kind: library
// twin: 822-old-httpwebrequest-code-authorizes-without-the-device-information.cs
// expect: none
using System;
using System.IO;
using System.Net;
using System.Text;

namespace Granite.Legacy
{
    public class AuthorizeCall
    {
        private readonly string fingerprint;
        private readonly string deviceInfo;

        public AuthorizeCall(string deviceId, string deviceInfo)
        {
            fingerprint = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(deviceId));
            this.deviceInfo = deviceInfo;
        }

        public int TimeoutSeconds { get; set; } = 20;

        public string Execute(string bearer, string mvpd, string resource)
        {
            string body = "{\"resources\":[\"" + resource.Replace("\"", "\\\"") + "\"]}";
            byte[] bytes = Encoding.UTF8.GetBytes(body);

            HttpWebRequest request = (HttpWebRequest)WebRequest.Create("https://sp.auth.adobe.com/api/v2/GRANITE/decisions/authorize/" + mvpd);
            request.Method = "POST";
            request.Timeout = TimeoutSeconds * 1000;
            request.ContentType = "application/json;charset=utf-8";
            Decorate(request.Headers, bearer);

            using (Stream stream = request.GetRequestStream())
            {
                stream.Write(bytes, 0, bytes.Length);
            }

            using (HttpWebResponse response = (HttpWebResponse)request.GetResponse())
            using (StreamReader reader = new StreamReader(response.GetResponseStream()!))
            {
                return reader.ReadToEnd();
            }
        }

        private void Decorate(WebHeaderCollection headers, string bearer)
        {
            headers.Add("Authorization", "Bearer " + bearer);
            headers.Add("AP-Device-Identifier", fingerprint);
            headers.Add("X-Device-Info", deviceInfo);
        }
    }
}
