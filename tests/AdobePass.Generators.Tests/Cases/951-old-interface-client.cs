// title: Client of the old interface with a base address, relative paths and a token from a colleague
// kind: library
// rule: AP4010
using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Legacy.Tve
{
    /// <summary>Clientless calls, written for the 2017 boxes.</summary>
    public class ClientlessApi : IDisposable
    {
        private const string MediaTokens = "https://api.auth.adobe.com/api/v1/tokens/media"; // expect: AP4010

        private readonly HttpClient http;
        private readonly string requestor;
        private readonly string deviceId;

        public ClientlessApi(string requestor, string deviceId)
        {
            this.requestor = requestor;
            this.deviceId = Uri.EscapeDataString(deviceId);
            http = new HttpClient();
            http.BaseAddress = new Uri("https://api.auth.adobe.com/");
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "p4Kx-77TqLw-09VrNz-Jm31"); // expect: AP3004
        }

        public async Task<bool> IsAuthenticated(CancellationToken ct)
        {
            using (HttpResponseMessage response = await http.GetAsync("api/v1/checkauthn?deviceId=" + deviceId + "&requestor=" + requestor, ct).ConfigureAwait(false)) // expect: AP4010
            {
                return response.StatusCode == HttpStatusCode.OK;
            }
        }

        public async Task<string> MediaToken(string resource, CancellationToken ct)
        {
            string url = string.Concat(MediaTokens, "?requestor=", requestor, "&deviceId=", deviceId, "&resource=", Uri.EscapeDataString(resource));
            using (HttpResponseMessage response = await http.GetAsync(url, ct).ConfigureAwait(false))
            {
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
            }
        }

        public void Dispose()
        {
            http.Dispose();
        }
    }
}
