// title: Link checker that recognizes and explains old addresses, and a client that calls none of them
// kind: library
// rule: AP4010
// twin: old-interface-client
// why: the old addresses are compared, replaced and explained; the requests go to the new interface
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Legacy.Tve
{
    public static class OldLinks
    {
        public static IEnumerable<string> Explain(IEnumerable<string> links, Action<string> warn)
        {
            foreach (string link in links)
            {
                if (link.StartsWith("https://api.auth.adobe.com/api/v1/", StringComparison.OrdinalIgnoreCase) || link.Contains("/reggie/v1/"))
                {
                    warn("The address https://api.auth.adobe.com/api/v1/ will be switched off, see the migration page.");
                    continue;
                }

                yield return link;
            }
        }

        public static string Host(string link) => link.Replace("https://api.auth.adobe.com/", "https://sp.auth.adobe.com/");
    }

    public class Pass : IDisposable
    {
        private readonly HttpClient http;
        private readonly Func<string> token;

        public Pass(string deviceHeader, string infoHeader, Func<string> token)
        {
            this.token = token;
            http = new HttpClient();
            http.BaseAddress = new Uri("https://sp.auth.adobe.com/");
            http.DefaultRequestHeaders.Add("AP-Device-Identifier", deviceHeader);
            http.DefaultRequestHeaders.Add("X-Device-Info", infoHeader);
        }

        [Obsolete("Was https://api.auth.adobe.com/api/v1/checkauthn")]
        public Task<bool> IsAuthenticated(string requestor) => HasProfile(requestor, CancellationToken.None);

        public async Task<bool> HasProfile(string requestor, CancellationToken ct)
        {
            using (HttpRequestMessage request = new HttpRequestMessage(HttpMethod.Get, "api/v2/" + requestor + "/profiles"))
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token());
                using (HttpResponseMessage response = await http.SendAsync(request, ct).ConfigureAwait(false))
                {
                    string json = await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
                    return response.StatusCode == HttpStatusCode.OK && !json.Contains("\"profiles\":{}");
                }
            }
        }

        public void Dispose()
        {
            http.Dispose();
        }
    }
}
