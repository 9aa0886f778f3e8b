// title: Token requests put the secret into the address
// kind: library
// twin: 842-form-body-for-the-token-a-masked-address-in-the-log-another-provider-s-query.cs
using System;
using System.Collections.Specialized;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Slate.Tokens
{
    public class WebClientTokens
    {
        private string token = "";
        private DateTime end;

        public string Get(string id, string secret, string deviceInfo)
        {
            if (token.Length > 0 && DateTime.UtcNow < end)
            {
                return token;
            }

            using (WebClient web = new WebClient())
            {
                web.Headers.Add("X-Device-Info", deviceInfo);
                string address = "https://sp.auth.adobe.com/o/client/token?grant_type=client_credentials&client_id=" + id + "&client_secret=" + Uri.EscapeDataString(secret); // expect: AP2010#a
                byte[] answer = web.UploadValues(address, new NameValueCollection()); // expect: AP2010#a
                using (JsonDocument json = JsonDocument.Parse(answer))
                {
                    token = json.RootElement.GetProperty("access_token").GetString()!;
                    end = DateTime.UtcNow.AddSeconds(json.RootElement.GetProperty("expires_in").GetInt32() - 60);
                }
            }

            return token;
        }
    }

    public sealed class HttpTokens(HttpClient http, string deviceInfo)
    {
        private Task<JsonDocument>? _pending;

        public Task<JsonDocument> GetAsync(string id, string secret) => _pending ??= RequestAsync(id, secret);

        private async Task<JsonDocument> RequestAsync(string id, string secret)
        {
            var query = $"grant_type=client_credentials&client_id={Uri.EscapeDataString(id)}&client_secret={Uri.EscapeDataString(secret)}"; // expect: AP2010#b
            var address = new UriBuilder("https", "sp.auth.adobe.com") { Path = "/o/client/token", Query = query }; // expect: AP2010#b
            using var request = new HttpRequestMessage(HttpMethod.Post, address.Uri); // expect: AP2010#b
            request.Headers.Add("X-Device-Info", deviceInfo);
            using var response = await http.SendAsync(request);
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        }
    }
}
