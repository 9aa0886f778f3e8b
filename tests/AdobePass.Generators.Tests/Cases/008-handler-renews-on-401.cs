// title: message handler asks for a new token after a 401 and enrols only for invalid_client
// kind: library
// expect: none
// rule: AP1002
// twin: 007-handler-enrols-on-401.cs
using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Cedar.Playback.Http;

public sealed record DevicePair(string Id, string Secret);

public interface IDeviceVault
{
    string DeviceInfo { get; }

    Task<DevicePair?> ReadAsync(CancellationToken ct);

    Task WriteAsync(DevicePair pair, CancellationToken ct);
}

public sealed class PassAuthHandler : DelegatingHandler
{
    private static readonly Uri Dcr = new("https://sp.auth.adobe.com/o/client/");

    private readonly IDeviceVault _vault;
    private readonly HttpClient _dcr;
    private readonly string _statement;
    private string? _bearer;

    public PassAuthHandler(IDeviceVault vault, string statement)
    {
        _vault = vault;
        _statement = statement;
        _dcr = new HttpClient { BaseAddress = Dcr };
        _dcr.DefaultRequestHeaders.Add("X-Device-Info", vault.DeviceInfo);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        _bearer ??= await BearerAsync(ct);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        var response = await base.SendAsync(request, ct);
        if (response.StatusCode is HttpStatusCode.Unauthorized)
        {
            response.Dispose();
            _bearer = await BearerAsync(ct);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
            response = await base.SendAsync(request, ct);
        }

        return response;
    }

    private async Task<string> BearerAsync(CancellationToken ct)
    {
        var pair = await _vault.ReadAsync(ct) ?? await EnrolAsync(ct);
        using var first = await AskAsync(pair, ct);
        if (first.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized
            && (await first.Content.ReadAsStringAsync(ct)).Contains("\"invalid_client\"", StringComparison.Ordinal))
        {
            // The pair itself was refused by the token endpoint: the one case that asks for a new one.
            using var second = await AskAsync(await EnrolAsync(ct), ct);
            return await ReadAsync(second, ct);
        }

        return await ReadAsync(first, ct);
    }

    private async Task<HttpResponseMessage> AskAsync(DevicePair pair, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new KeyValuePair<string, string>[]
        {
            new("grant_type", "client_credentials"),
            new("client_id", pair.Id),
            new("client_secret", pair.Secret),
        });
        return await _dcr.PostAsync("token", form, ct);
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        response.EnsureSuccessStatusCode();
        using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
        return document.RootElement.GetProperty("access_token").GetString()!;
    }

    private async Task<DevicePair> EnrolAsync(CancellationToken ct)
    {
        using var response = await _dcr.PostAsJsonAsync("register", new { software_statement = _statement }, ct);
        response.EnsureSuccessStatusCode();
        using var document = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
        var pair = new DevicePair(
            document.RootElement.GetProperty("client_id").GetString()!,
            document.RootElement.GetProperty("client_secret").GetString()!);
        await _vault.WriteAsync(pair, ct);
        return pair;
    }
}
