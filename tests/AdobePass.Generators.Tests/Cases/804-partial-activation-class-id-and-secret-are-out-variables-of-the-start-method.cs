// title: Partial activation class, id and secret are out variables of the start method
// kind: library
// why: the token lives in a field, the pair only as long as Start runs
using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Text.Json;

namespace Orchard.Player
{
    public partial class Activation
    {
        private readonly HttpClient client;
        private readonly string deviceInfo;
        private string bearer = "";
        private DateTime bearerEnd = DateTime.MinValue;

        public Activation(HttpClient client, string deviceInfo)
        {
            this.client = client;
            this.deviceInfo = deviceInfo;
        }

        public string Start(string statement)
        {
            if (DateTime.UtcNow < bearerEnd)
            {
                return bearer;
            }

            string id;
            string secret;
            Register(statement, out id, out secret);
            RequestToken(id, secret);
            return bearer;
        }
    }

    public partial class Activation
    {
        private const string Dcr = "https://sp.auth.adobe.com/o/client/";

        private void Register(string statement, out string id, out string secret)
        {
            StringContent body = new StringContent("{\"software_statement\":\"" + statement + "\"}", Encoding.UTF8, "application/json");
            using (JsonDocument json = Send(Dcr + "register", body)) // expect: AP1001#a
            {
                id = json.RootElement.GetProperty("client_id").GetString()!;
                secret = json.RootElement.GetProperty("client_secret").GetString()!;
            }
        }

        private void RequestToken(string id, string secret)
        {
            var form = new List<KeyValuePair<string, string>>
            {
                new KeyValuePair<string, string>("grant_type", "client_credentials"),
                new KeyValuePair<string, string>("client_id", id),
                new KeyValuePair<string, string>("client_secret", secret),
            };
            using (JsonDocument json = Send(Dcr + "token", new FormUrlEncodedContent(form)))
            {
                bearer = json.RootElement.GetProperty("access_token").GetString()!;
                bearerEnd = DateTime.UtcNow.AddSeconds(json.RootElement.GetProperty("expires_in").GetInt64() - 60);
            }
        }

        private JsonDocument Send(string url, HttpContent content)
        {
            HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Post, url);
            request.Headers.TryAddWithoutValidation("X-Device-Info", deviceInfo);
            request.Content = content;
            using (HttpResponseMessage response = client.Send(request)) // expect: AP1001#a
            using (Stream stream = response.EnsureSuccessStatusCode().Content.ReadAsStream())
            {
                return JsonDocument.Parse(stream);
            }
        }
    }
}
