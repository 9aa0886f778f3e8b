// title: Catalogue decorator that asks the same preauthorization up to eight times, a fifth of a second after a 429
// kind: console
// rule: AP4004
// why: the pause after a 429 is a fifth of a second, and eight rounds are more than the two or three that are advised
// hard: yes
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading;

namespace Catalogue.Decorator
{
    internal sealed class Preflight
    {
        private readonly string endpoint;
        private readonly Func<string> token;
        private readonly string identifier;
        private readonly string info;

        internal Preflight(string channel, string mvpd, Func<string> token, string identifier, string info)
        {
            endpoint = "https://sp.auth.adobe.com/api/v2/" + channel + "/decisions/preauthorize/" + mvpd;
            this.token = token;
            this.identifier = identifier;
            this.info = info;
        }

        internal bool TryAsk(IList<string> resources, out ISet<string> open)
        {
            open = new HashSet<string>();
            byte[] body = JsonSerializer.SerializeToUtf8Bytes(new { resources });
            int round = 0;
            while (round++ < 8) // expect: AP4003, AP4004
            {
                HttpStatusCode status = Send(body, out string json);
                if (status == HttpStatusCode.OK)
                {
                    using (JsonDocument answer = JsonDocument.Parse(json))
                    {
                        foreach (JsonElement decision in answer.RootElement.GetProperty("decisions").EnumerateArray())
                        {
                            if (decision.GetProperty("authorized").GetBoolean())
                            {
                                open.Add(decision.GetProperty("resource").GetString());
                            }
                        }
                    }

                    return true;
                }

                if ((int)status != 429)
                {
                    return false;
                }

                Thread.Sleep(200);
            }

            return false;
        }

        private HttpStatusCode Send(byte[] body, out string json)
        {
            HttpWebRequest request = (HttpWebRequest)WebRequest.Create(endpoint);
            request.Method = "POST";
            request.ContentType = "application/json";
            request.Headers["Authorization"] = "Bearer " + token();
            request.Headers["AP-Device-Identifier"] = identifier;
            request.Headers["X-Device-Info"] = info;
            using (Stream stream = request.GetRequestStream())
            {
                stream.Write(body, 0, body.Length);
            }

            try
            {
                using (HttpWebResponse response = (HttpWebResponse)request.GetResponse())
                using (StreamReader reader = new StreamReader(response.GetResponseStream(), Encoding.UTF8))
                {
                    json = reader.ReadToEnd();
                    return response.StatusCode;
                }
            }
            catch (WebException e) when (e.Response is HttpWebResponse refused)
            {
                json = null;
                return refused.StatusCode;
            }
        }
    }
}
