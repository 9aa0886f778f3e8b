// title: Lobby kiosk on .NET Framework code, with WebRequest
// kind: library
// rule: AP1001
// hard: yes
// why: only the identifier of the client is kept in the settings file; the secret is gone after the restart, and the log shows the whole answer of the token endpoint
using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

#pragma warning disable SYSLIB0014

namespace Lobby.Kiosk
{
    public class PassBootstrap
    {
        private readonly string _settingsFile;
        private readonly string _deviceInfo;
        private string _accessToken = "";

        public PassBootstrap(string settingsFile, string deviceInfo)
        {
            _settingsFile = settingsFile;
            _deviceInfo = deviceInfo;
        }

        public string AccessToken
        {
            get
            {
                if (_accessToken.Length == 0)
                {
                    Start();
                }

                return _accessToken;
            }
        }

        private void Start()
        {
            string statement = File.ReadAllText(Path.ChangeExtension(_settingsFile, ".jwt")).Trim();
            string body = "{\"software_statement\":\"" + statement + "\"}";
            string registration = Post("https://sp.auth.adobe.com/o/client/register", "application/json", body); // expect: AP1001
            string id = Pick(registration, "client_id");
            string secret = Pick(registration, "client_secret");
            File.WriteAllText(_settingsFile, "clientId=" + id + Environment.NewLine);

            string form = "grant_type=client_credentials&client_id=" + Uri.EscapeDataString(id)
                + "&client_secret=" + Uri.EscapeDataString(secret);
            string answer = Post("https://sp.auth.adobe.com/o/client/token", "application/x-www-form-urlencoded", form);
            Trace.WriteLine("token endpoint: " + answer); // expect: AP1009
            _accessToken = Pick(answer, "access_token");
        }

        private string Post(string address, string type, string body)
        {
            HttpWebRequest request = (HttpWebRequest)WebRequest.Create(address);
            request.Method = "POST";
            request.ContentType = type;
            request.Headers["X-Device-Info"] = _deviceInfo;
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            using (Stream stream = request.GetRequestStream())
            {
                stream.Write(bytes, 0, bytes.Length);
            }

            using (WebResponse response = request.GetResponse())
            using (StreamReader reader = new StreamReader(response.GetResponseStream()))
            {
                return reader.ReadToEnd();
            }
        }

        private static string Pick(string json, string name)
        {
            Match match = Regex.Match(json, "\"" + name + "\"\\s*:\\s*\"([^\"]+)\"");
            return match.Success ? match.Groups[1].Value : "";
        }
    }
}
