// title: Back end of a cruise ship TV system with a cache in front of a table
// kind: server
// rule: AP1003
// needs: aspnet
// why: the memory cache only saves a query; the table keeps the pair of each cabin
// expect: none
using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;

namespace Purser.Tv;

public sealed record Cabin(string Serial, string DeviceInfo, IPAddress Address);

public sealed class CabinTokens(HttpClient http, IMemoryCache cache, DbDataSource database, string statement)
{
    public async Task<string> GetAsync(Cabin cabin, CancellationToken ct)
    {
        if (cache.TryGetValue(("bearer", cabin.Serial), out string? bearer))
        {
            return bearer!;
        }

        var pair = await PairAsync(cabin, ct);
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = pair.GetProperty("client_id").GetString()!,
            ["client_secret"] = pair.GetProperty("client_secret").GetString()!,
        });
        var json = await SendAsync("https://sp.auth.adobe.com/o/client/token", form, cabin, ct);
        bearer = json.GetProperty("access_token").GetString()!;
        return cache.Set(("bearer", cabin.Serial), bearer, TimeSpan.FromSeconds(json.GetProperty("expires_in").GetInt32() - 120));
    }

    private async Task<JsonElement> PairAsync(Cabin cabin, CancellationToken ct)
    {
        if (cache.TryGetValue(("pair", cabin.Serial), out JsonElement known))
        {
            return known;
        }

        await using var select = database.CreateCommand("select document from pass_pairs where serial = '" + cabin.Serial.Replace("'", "''") + "'");
        if (await select.ExecuteScalarAsync(ct) is string document)
        {
            return cache.Set(("pair", cabin.Serial), JsonElement.Parse(document));
        }

        var pair = await SendAsync("https://sp.auth.adobe.com/o/client/register", JsonContent.Create(new { software_statement = statement }), cabin, ct);
        await using var insert = database.CreateCommand("insert into pass_pairs (serial, document) values (@serial, @document)");
        Bind(insert, "@serial", cabin.Serial);
        Bind(insert, "@document", pair.GetRawText());
        await insert.ExecuteNonQueryAsync(ct);
        return cache.Set(("pair", cabin.Serial), pair);
    }

    private static void Bind(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private async Task<JsonElement> SendAsync(string address, HttpContent content, Cabin cabin, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Add("X-Device-Info", cabin.DeviceInfo);
        request.Headers.Add("X-Forwarded-For", cabin.Address.ToString());
        using var response = await http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }
}
