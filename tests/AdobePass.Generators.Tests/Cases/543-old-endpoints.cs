// title: Endpoints of a player from 2012
// kind: library
// rule: AP2012, AP4010, AP4014
// why: two addresses are not encrypted, and three belong to the API that is switched off
using System;
using System.IO;
using System.Net;

#nullable disable

namespace Tidewater.Tv.Legacy
{
    public static class Endpoints
    {
        public const string Authorize = "http://api.auth.adobe.com/api/v1/authorize"; // expect: AP2012, AP4010, AP4014
        public const string RegistrationCode = "https://api.auth.adobe.com/reggie/v1/{0}/regcode"; // expect: AP4010
        public const string Configuration = "http://sp.auth-staging.adobe.com/api/v2/TIDE/configuration"; // expect: AP2012
        public const string Portal = "http://www.tidewater.example/activate";

        public static string TokenFor(string deviceId, string requestor)
        {
            return "https://api.auth.adobe.com/api/v1/tokens/authn?deviceId=" + Uri.EscapeDataString(deviceId) + "&requestor=" + requestor; // expect: AP4010
        }
    }

    public class LegacyCall
    {
        private readonly string m_authorization;

        public LegacyCall(string authorization)
        {
            m_authorization = authorization;
        }

        public void Begin(string url, Action<string> done)
        {
            HttpWebRequest request = WebRequest.CreateHttp(url);
            request.Method = "GET";
            request.Headers[HttpRequestHeader.Authorization] = m_authorization;
            request.BeginGetResponse(Finish, new object[] { request, done });
        }

        private static void Finish(IAsyncResult result)
        {
            object[] state = (object[])result.AsyncState;
            HttpWebRequest request = (HttpWebRequest)state[0];
            Action<string> done = (Action<string>)state[1];
            using (WebResponse response = request.EndGetResponse(result))
            using (StreamReader reader = new StreamReader(response.GetResponseStream()))
            {
                done(reader.ReadToEnd());
            }
        }
    }
}
