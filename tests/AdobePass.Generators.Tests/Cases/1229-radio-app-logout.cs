// title: Car radio app, sign-out button and provider list
// kind: library
// rule: AP2002
// why: the temporary identity is for decisions and profiles, not for the list; the sign-out has the information only; a throttled call comes back at once
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Dash.Radio
{
    public class SignOutButton
    {
        readonly HttpClient hc;
        readonly string header;

        public SignOutButton(string infoHeader)
        {
            header = infoHeader;
            hc = new HttpClient
            {
                BaseAddress = new Uri("https://sp.auth-staging.adobe.com/api/v2/DASH/"),
                DefaultRequestHeaders = { { "Accept-Language", "en" } },
            };
        }

        public async Task<bool> PressAsync(string provider, string bearer)
        {
            var req = new HttpRequestMessage { Method = HttpMethod.Get, RequestUri = new Uri("logout/" + provider + "?redirectUrl=dash%3A%2F%2Fout", UriKind.Relative) }; // expect: AP2002#a
            req.Headers.Add("X-Device-Info", header);
            req.Headers.Authorization = AuthenticationHeaderValue.Parse("Bearer " + bearer);
            var res = await hc.SendAsync(req); // expect: AP2002#a
            if (!res.IsSuccessStatusCode)
            {
                return false;
            }

            string text = await res.Content.ReadAsStringAsync();
            return text.Contains("\"complete\"") || text.Contains("\"logout\"");
        }

        public async Task<string> ProvidersAsync(string bearer, string who)
        {
            var req = new HttpRequestMessage(HttpMethod.Get, "configuration");
            req.Headers.Add("X-Device-Info", header);
            req.Headers.Add("AP-TempPass-Identity", who); // expect: AP2007
            req.Headers.Authorization = AuthenticationHeaderValue.Parse("Bearer " + bearer);
            var res = await hc.SendAsync(req);
            if ((int)res.StatusCode == 429) // expect: AP4004
            {
                return await ProvidersAsync(bearer, who);
            }

            return await res.Content.ReadAsStringAsync();
        }
    }
}
