// title: Message handler that renews the bearer and enrols when the pair is refused
// kind: library
// rule: AP1002
// twin: renewing-handler
// why: the 401 only brings a new token; the pair is replaced when the token endpoint does not know it
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

namespace Tern.Box;

public sealed record Enrolment(string Id, string Secret);

// Written to the protected partition by the firmware.
public interface IBoxVault
{
    Task<Enrolment?> ReadAsync(CancellationToken ct);

    Task WriteAsync(Enrolment enrolment, CancellationToken ct);
}

public sealed class RenewingHandler(IBoxVault vault, string statement, string information, string identifier) : DelegatingHandler
{
    private const string Authority = "https://sp.auth.adobe.com";
    private volatile string? _bearer;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("AP-Device-Identifier", identifier);
        request.Headers.TryAddWithoutValidation("X-Device-Info", information);

        _bearer ??= await GrantAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        var response = await base.SendAsync(request, cancellationToken);
        if (response is { StatusCode: HttpStatusCode.Unauthorized })
        {
            response.Dispose();
            _bearer = await GrantAsync(cancellationToken);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
            response = await base.SendAsync(request, cancellationToken);
        }

        return response;
    }

    private async Task<string> GrantAsync(CancellationToken ct)
    {
        var enrolment = await vault.ReadAsync(ct) ?? await EnrolAsync(ct);
        var (ok, json) = await TokenAsync(enrolment, ct);
        if (!ok && json.TryGetProperty("error", out var error) && error.ValueEquals("invalid_client"))
        {
            enrolment = await EnrolAsync(ct);
            (ok, json) = await TokenAsync(enrolment, ct);
        }

        return ok ? json.GetProperty("access_token").GetString()! : throw new HttpRequestException("no access token");
    }

    private async Task<Enrolment> EnrolAsync(CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, Authority + "/o/client/register")
        {
            Content = JsonContent.Create(new Dictionary<string, string> { ["software_statement"] = statement }),
        };
        var (_, json) = await ExchangeAsync(message, ct);
        var enrolment = new Enrolment(json.GetProperty("client_id").GetString()!, json.GetProperty("client_secret").GetString()!);
        await vault.WriteAsync(enrolment, ct);
        return enrolment;
    }

    private async Task<(bool Ok, JsonElement Json)> TokenAsync(Enrolment enrolment, CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, Authority + "/o/client/token")
        {
            Content = new FormUrlEncodedContent(
            [
                KeyValuePair.Create("grant_type", "client_credentials"),
                KeyValuePair.Create("client_id", enrolment.Id),
                KeyValuePair.Create("client_secret", enrolment.Secret),
            ]),
        };
        return await ExchangeAsync(message, ct);
    }

    private async Task<(bool Ok, JsonElement Json)> ExchangeAsync(HttpRequestMessage message, CancellationToken ct)
    {
        message.Headers.Add("X-Device-Info", information);
        using var response = await base.SendAsync(message, ct);
        return (response.IsSuccessStatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(ct));
    }
}
