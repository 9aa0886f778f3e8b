// title: Bootstrapper with callbacks, carried over from a Silverlight player
// kind: library
// rule: AP1001
// hard: yes
// why: the token goes to a static field, the registered pair is handed from callback to callback and dropped
using System;
using System.Collections.Specialized;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

#nullable disable

namespace Tidewater.Tv.Heritage
{
    public delegate void PassTokenCallback(string accessToken, Exception error);

    public class PassBootstrapper
    {
        private const string Host = "https://sp.auth.adobe.com";

        private readonly string m_statement;
        private readonly string m_deviceInfo;
        private static string s_accessToken;

        public PassBootstrapper(string statement, string deviceInfo)
        {
            m_statement = statement;
            m_deviceInfo = deviceInfo;
        }

        public static string AccessToken
        {
            get { return s_accessToken; }
        }

        public void Begin(PassTokenCallback callback)
        {
            WebClient wc = new WebClient();
            wc.Encoding = Encoding.UTF8;
            wc.Headers[HttpRequestHeader.ContentType] = "application/json";
            wc.Headers["X-Device-Info"] = m_deviceInfo;
            wc.UploadStringCompleted += delegate(object sender, UploadStringCompletedEventArgs e)
            {
                if (e.Error != null)
                {
                    callback(null, e.Error);
                    return;
                }

                string clientId = Read(e.Result, "client_id");
                string clientSecret = Read(e.Result, "client_secret");
                Trace.WriteLine("TVE: this player is " + clientId);
                BeginToken(clientId, clientSecret, callback);
            };
            wc.UploadStringAsync(new Uri(Host + "/o/client/register"), "POST", "{\"software_statement\":\"" + m_statement + "\"}"); // expect: AP1001
        }

        private void BeginToken(string clientId, string clientSecret, PassTokenCallback callback)
        {
            NameValueCollection form = new NameValueCollection();
            form.Add("grant_type", "client_credentials");
            form.Add("client_id", clientId);
            form.Add("client_secret", clientSecret);

            WebClient wc = new WebClient();
            wc.Headers["X-Device-Info"] = m_deviceInfo;
            wc.UploadValuesCompleted += delegate(object sender, UploadValuesCompletedEventArgs e)
            {
                if (e.Error == null)
                {
                    s_accessToken = Read(Encoding.UTF8.GetString(e.Result), "access_token");
                }

                callback(s_accessToken, e.Error);
            };
            wc.UploadValuesAsync(new Uri(Host + "/o/client/token"), "POST", form);
        }

        // No JSON parser on the old runtime.
        private static string Read(string json, string key)
        {
            Match match = Regex.Match(json, "\"" + key + "\"\\s*:\\s*\"([^\"]*)\"");
            return match.Success ? match.Groups[1].Value : null;
        }
    }
}
