// title: Fire TV client that sends its identity tokens to operations that do not take them
// kind: library
// rule: AP2007
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Ember.FireTv
{
    public sealed class FireTvPass
    {
        private const string Root = "https://sp.auth.adobe.com/api/v2/";

        private readonly HttpClient client;
        private readonly Func<Task<AuthenticationHeaderValue>> authorization;
        private readonly Action<HttpRequestHeaders> device;
        private readonly Func<string> amazonToken;

        public FireTvPass(HttpClient client, Func<Task<AuthenticationHeaderValue>> authorization, Action<HttpRequestHeaders> device, Func<string> amazonToken)
        {
            this.client = client;
            this.authorization = authorization;
            this.device = device;
            this.amazonToken = amazonToken;
        }

        public async Task<string> Providers(string channel, CancellationToken ct)
        {
            using (var request = new HttpRequestMessage(HttpMethod.Get, Root + channel + "/configuration"))
            {
                request.Headers.Authorization = await authorization().ConfigureAwait(false);
                request.Headers.Add("Adobe-Subject-Token", amazonToken()); // expect: AP2007
                return await Read(request, ct).ConfigureAwait(false);
            }
        }

        public async Task<string> Session(string channel, string mvpd, string domain, string back, CancellationToken ct)
        {
            using (var request = new HttpRequestMessage(HttpMethod.Post, Root + channel + "/sessions"))
            {
                request.Headers.Authorization = await authorization().ConfigureAwait(false);
                request.Headers.Add("Adobe-Subject-Token", amazonToken());
                device(request.Headers);
                request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    { "mvpd", mvpd },
                    { "domainName", domain },
                    { "redirectUrl", back },
                });
                return await Read(request, ct).ConfigureAwait(false);
            }
        }

        public async Task<string> Logout(string channel, string mvpd, string guestHash, CancellationToken ct)
        {
            using (var request = new HttpRequestMessage(HttpMethod.Get, Root + channel + "/logout/" + mvpd + "?redirectUrl=ember%3A%2F%2Fout"))
            {
                request.Headers.Authorization = await authorization().ConfigureAwait(false);
                device(request.Headers);
                if (guestHash != null)
                {
                    request.Headers.TryAddWithoutValidation("AP-TempPass-Identity", guestHash); // expect: AP2007
                }

                return await Read(request, ct).ConfigureAwait(false);
            }
        }

        private async Task<string> Read(HttpRequestMessage request, CancellationToken ct)
        {
            using (var response = await client.SendAsync(request, ct).ConfigureAwait(false))
            {
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
            }
        }
    }
}
