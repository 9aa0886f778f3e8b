// title: Stick describes itself with values that Adobe does not list
// kind: library
// why: osName Fire OS and the hardware type Streaming Stick are not in Adobe's lists
// twin: 831-stick-describes-itself-as-android-a-television-as-linux-of-the-family-tizen.cs
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Ember.Stick
{
    public static class EmberPass
    {
        public static async Task<string> CreateSessionAsync(HttpClient client, string bearer, string fingerprint, string build)
        {
            var information = new JsonObject // expect: AP2004#a
            {
                ["primaryHardwareType"] = "MediaPlayer",
                ["model"] = "EmberStick",
                ["version"] = build,
                ["osName"] = "Fire OS", // expect: AP2004#a
                ["osVersion"] = "7.6",
                ["connectionType"] = "WiFi",
            };
            var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/EMBER/sessions");
            request.Headers.Add("Authorization", "Bearer " + bearer);
            request.Headers.Add("AP-Device-Identifier", fingerprint);
            request.Headers.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(information.ToJsonString()))); // expect: AP2004#a
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { { "domainName", "ember.example" } });
            var response = await client.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }

        public static async Task<string> ProfilesAsync(HttpClient client, string bearer, string fingerprint, string build)
        {
            string json = "{\"primaryHardwareType\":\"Streaming Stick\",\"model\":\"EmberStick\",\"version\":\"" + build + "\",\"osName\":\"Android\",\"osVersion\":\"11\",\"connectionType\":\"WiFi\"}"; // expect: AP2004#b
            var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/EMBER/profiles");
            request.Headers.Add("Authorization", "Bearer " + bearer);
            request.Headers.Add("AP-Device-Identifier", fingerprint);
            request.Headers.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(json))); // expect: AP2004#b
            var response = await client.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }
    }
}
