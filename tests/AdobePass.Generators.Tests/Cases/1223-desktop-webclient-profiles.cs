// title: Desktop widget with WebClient, copied from an old weather widget
// kind: library
// rule: AP2001
// why: reading profiles and asking for a preview of rights needs both headers of the device; the list of providers comes from the old API
using System;
using System.Collections.Specialized;
using System.Net;
using System.Text;

#pragma warning disable SYSLIB0014

namespace Weatherish.Tv
{
    internal class PassWidget
    {
        private readonly string _token;

        public PassWidget(string token)
        {
            _token = token;
        }

        public string Describe()
        {
            using (var web = new WebClient())
            {
                web.Encoding = Encoding.UTF8;
                web.Headers[HttpRequestHeader.Authorization] = "Bearer " + _token;
                web.Headers.Add("Accept", "application/json");
                string json = web.DownloadString("https://sp.auth.adobe.com/api/v2/GULL/profiles"); // expect: AP2001, AP2002
                return json.Contains("\"profiles\":{}") ? "signed out" : "signed in";
            }
        }

        public string Preview(string mvpd, params string[] resources)
        {
            var body = "{\"resources\":[\"" + string.Join("\",\"", resources) + "\"]}";
            using (var web = new WebClient())
            {
                web.Headers.Add(new NameValueCollection
                {
                    { "Authorization", "Bearer " + _token },
                    { "Content-Type", "application/json" },
                });
                return web.UploadString("https://sp.auth.adobe.com/api/v2/GULL/decisions/preauthorize/" + mvpd, body); // expect: AP2001, AP2002
            }
        }

        public string Providers()
        {
            using (var web = new WebClient())
            {
                web.Headers["Authorization"] = "Bearer " + _token;
                return web.DownloadString(new Uri("https://api.auth.adobe.com/api/v1/config/GULL")); // expect: AP4010, AP4014
            }
        }
    }
}
