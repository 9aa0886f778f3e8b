// title: Half migrated service: decisions of the old API, profiles of the new one
// kind: library
// twin: 861-guard-that-recognises-old-addresses-and-an-unrelated-api-with-a-version-one.cs
using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Spruce.Service
{
    public class OldDecisions
    {
        private const string Authorize = "https://api.auth.adobe.com/api/v1/authorize"; // expect: AP4010, AP4014

        public string Check(string deviceId, string resource, string bearer)
        {
            string url = Authorize + "?requestor=SPRUCE&deviceId=" + Uri.EscapeDataString(deviceId) + "&resource=" + Uri.EscapeDataString(resource);
            HttpWebRequest request = (HttpWebRequest)WebRequest.Create(url);
            request.Accept = "application/json";
            request.Headers["Authorization"] = "Bearer " + bearer;
            using (WebResponse response = request.GetResponse())
            using (StreamReader reader = new StreamReader(response.GetResponseStream()))
            {
                return reader.ReadToEnd();
            }
        }

        public Task<HttpResponseMessage> Logout(HttpClient client, string deviceId)
        {
            return client.DeleteAsync($"https://api.auth.adobe.com/api/v1/logout?deviceId={Uri.EscapeDataString(deviceId)}"); // expect: AP4010
        }
    }

    public class NewProfiles(HttpClient client, Func<string> bearer, string deviceInfo, string fingerprint)
    {
        public async Task<string> Read(string mvpd)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://sp.auth.adobe.com/api/v2/SPRUCE/profiles/{mvpd}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer());
            request.Headers.Add("X-Device-Info", deviceInfo);
            request.Headers.Add("AP-Device-Identifier", fingerprint);
            using var response = await client.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }
    }
}
