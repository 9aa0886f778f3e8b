// title: Desktop tool whose WebClient adds what Adobe wants
// kind: library
// rule: AP2001
// why: the derived client puts both headers on every request; configuration and codes do not ask for them
// expect: none
using System;
using System.Net;
using System.Text;

#pragma warning disable SYSLIB0014

namespace Drizzle.Tv
{
    internal sealed class DeviceWebClient : WebClient
    {
        private readonly string _info;
        private readonly string _serial;

        public DeviceWebClient(string token, string info, string serial)
        {
            _info = info;
            _serial = serial;
            Headers[HttpRequestHeader.Authorization] = "Bearer " + token;
        }

        protected override WebRequest GetWebRequest(Uri address)
        {
            WebRequest request = base.GetWebRequest(address);
            request.Headers["X-Device-Info"] = _info;
            request.Headers["AP-Device-Identifier"] = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(_serial));
            return request;
        }
    }

    public class PassTool
    {
        private const string Root = "https://sp.auth.adobe.com/api/v2/DRIZZLE/";
        private readonly Func<string> _token;
        private readonly string _info;
        private readonly string _serial;

        public PassTool(Func<string> token, string info, string serial)
        {
            _token = token;
            _info = info;
            _serial = serial;
        }

        public string Profiles()
        {
            using (var web = new DeviceWebClient(_token(), _info, _serial))
            {
                return web.DownloadString(Root + "profiles");
            }
        }

        public string Providers()
        {
            using (var web = new WebClient())
            {
                web.Headers["Authorization"] = "Bearer " + _token();
                return web.DownloadString(Root + "configuration");
            }
        }
    }
}
