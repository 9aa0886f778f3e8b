// title: partner app still calls the first API, once without encryption
// kind: library
// rule: AP4010
// twin: 040-old-addresses-only-named.cs
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Birch.Partner
{
    internal static class Endpoints
    {
        public const string RegistrationCode = "https://api.auth.adobe.com/reggie/v1/{0}/regcode"; // expect: AP4010

        // The set-top box from 2014 cannot do TLS 1.2.
        public const string Preflight = "http://api.auth.adobe.com/api/v1/preauthorize"; // expect: AP2012, AP4010

        public static string CheckAuthentication(string requestor, string deviceId) =>
            $"https://api.auth-staging.adobe.com/api/v1/checkauthn?requestor={requestor}&deviceId={deviceId}"; // expect: AP4010
    }

    public sealed class PartnerPass
    {
        private readonly HttpClient _http;

        public PartnerPass(HttpClient http) => _http = http;

        public async Task<string> CodeAsync(string requestor, string deviceId, CancellationToken ct)
        {
            var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["deviceId"] = deviceId, ["mvpd"] = "none" });
            using var response = await _http.PostAsync(string.Format(Endpoints.RegistrationCode, requestor), form, ct);
            return await response.Content.ReadAsStringAsync(ct);
        }

        public async Task<bool> IsSignedInAsync(string requestor, string deviceId, CancellationToken ct)
        {
            using var response = await _http.GetAsync(Endpoints.CheckAuthentication(requestor, deviceId), ct);
            return response.IsSuccessStatusCode;
        }

        public Task<string> PreflightAsync(string requestor, string deviceId, IEnumerable<string> resources) =>
            _http.GetStringAsync($"{Endpoints.Preflight}?requestor={requestor}&deviceId={deviceId}&resource={Uri.EscapeDataString(string.Join(",", resources))}");
    }
}
