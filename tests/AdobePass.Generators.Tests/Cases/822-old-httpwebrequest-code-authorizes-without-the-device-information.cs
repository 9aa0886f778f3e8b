// title: Old HttpWebRequest code authorizes without the device information
// kind: library
// twin: 823-same-call-the-headers-come-from-a-shared-method.cs
using System;
using System.IO;
using System.Net;
using System.Text;

namespace Granite.Legacy
{
    public class AuthorizeCall
    {
        private readonly string fingerprint;

        public AuthorizeCall(string deviceId)
        {
            fingerprint = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(deviceId));
        }

        public int TimeoutSeconds { get; set; } = 20;

        public string Execute(string bearer, string mvpd, string resource)
        {
            string body = "{\"resources\":[\"" + resource.Replace("\"", "\\\"") + "\"]}";
            byte[] bytes = Encoding.UTF8.GetBytes(body);

            HttpWebRequest request = (HttpWebRequest)WebRequest.Create("https://sp.auth.adobe.com/api/v2/GRANITE/decisions/authorize/" + mvpd); // expect: AP2001#a
            request.Method = "POST";
            request.Timeout = TimeoutSeconds * 1000;
            request.ContentType = "application/json;charset=utf-8";
            request.Headers["Authorization"] = "Bearer " + bearer;
            request.Headers["AP-Device-Identifier"] = fingerprint;

            using (Stream stream = request.GetRequestStream())
            {
                stream.Write(bytes, 0, bytes.Length);
            }

            using (HttpWebResponse response = (HttpWebResponse)request.GetResponse()) // expect: AP2001#a
            using (StreamReader reader = new StreamReader(response.GetResponseStream()!))
            {
                return reader.ReadToEnd();
            }
        }
    }
}
