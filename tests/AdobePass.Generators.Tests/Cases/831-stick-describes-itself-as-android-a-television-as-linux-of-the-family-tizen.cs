// title: Stick describes itself as Android, a television as Linux of the family Tizen
// kind: library
// twin: 830-stick-describes-itself-with-values-that-adobe-does-not-list.cs
// expect: none
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
            var information = new JsonObject
            {
                ["primaryHardwareType"] = "MediaPlayer",
                ["model"] = "EmberStick",
                ["version"] = build,
                ["osName"] = "Android",
                ["osVendor"] = "Amazon",
                ["osVersion"] = "11",
                ["connectionType"] = "WiFi",
            };
            var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/api/v2/EMBER/sessions");
            request.Headers.Add("Authorization", "Bearer " + bearer);
            request.Headers.Add("AP-Device-Identifier", fingerprint);
            request.Headers.Add("X-Device-Info", Convert.ToBase64String(Encoding.UTF8.GetBytes(information.ToJsonString())));
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { { "domainName", "ember.example" } });
            var response = await client.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }

        public static async Task<string> ProfilesAsync(HttpClient client, string bearer, string fingerprint, string build)
        {
            var television = new Dictionary<string, object>
            {
                ["primaryHardwareType"] = "TV",
                ["model"] = "Q60",
                ["version"] = build,
                ["osName"] = "Linux",
                ["osFamily"] = "Tizen",
                ["osVendor"] = "Samsung",
                ["osVersion"] = "8.0",
                ["connectionType"] = "LAN",
                ["displayWidth"] = 3840,
            };
            var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/EMBER/profiles");
            request.Headers.Add("Authorization", "Bearer " + bearer);
            request.Headers.Add("AP-Device-Identifier", fingerprint);
            request.Headers.Add("X-Device-Info", Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(television)));
            var response = await client.SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }
    }
}
