// title: Client of a payment provider
// kind: server
// needs: aspnet
// rule: none
// expect: none
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fjordcast.Billing;

public sealed class PaymentOptions
{
    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";
}

public sealed class PaymentClient(HttpClient http, IOptions<PaymentOptions> options, ILogger<PaymentClient> log)
{
    private const string Host = "https://pay.nordbank.example";

    public async Task<string> CaptureAsync(string order, decimal amount, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            var token = await AuthorizeAsync(ct);
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Host}/api/v2/orders/{order}/capture");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Headers.Add("X-Forwarded-For", "198.51.100.9");
            request.Content = JsonContent.Create(new { amount, currency = "NOK" });
            using var response = await http.SendAsync(request, ct);
            if (response.StatusCode == HttpStatusCode.Unauthorized && attempt == 0)
            {
                log.LogInformation("The token for {Order} was refused, trying once more", order);
                continue;
            }

            if (response.StatusCode == HttpStatusCode.TooManyRequests && attempt < 4)
            {
                continue;
            }

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsStringAsync(ct);
        }
    }

    // The provider's tokens are for one order, so none is kept.
    private async Task<string> AuthorizeAsync(CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.Value.ClientId,
            ["client_secret"] = options.Value.ClientSecret,
        });
        using var response = await http.PostAsync($"{Host}/oauth2/token", form, ct);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken: ct);
        return body.GetProperty("access_token").GetString()!;
    }
}
