// title: Directory of the clients of all boxes with a table below the dictionary
// kind: server
// rule: AP1003
// twin: client-directory
// needs: aspnet
// why: the dictionary is only the first level, the table survives the pod
// expect: none
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Data.Common;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;

namespace Opal.Gateway;

public readonly record struct Box(string Id, string Information, string Address);

public sealed class ClientDirectory(IHttpClientFactory clients, IConfiguration configuration, IMemoryCache bearers, DbDataSource database)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<(string Id, string Secret)>>> _known = new(StringComparer.Ordinal);

    public Task<string> BearerAsync(Box box) => bearers.GetOrCreateAsync("bearer/" + box.Id, async entry =>
    {
        var (id, secret) = await _known.GetOrAdd(box.Id, _ => new Lazy<Task<(string, string)>>(() => LoadOrEnrolAsync(box))).Value;
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            { "client_id", id },
            { "client_secret", secret },
            { "grant_type", "client_credentials" },
        });
        var node = await PostAsync("https://sp.auth.adobe.com/o/client/token", form, box);
        entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(node["expires_in"]!.GetValue<long>()) * 0.9;
        return node["access_token"]!.GetValue<string>();
    })!;

    private async Task<(string, string)> LoadOrEnrolAsync(Box box)
    {
        await using (var select = database.CreateCommand("select client_id, client_secret from pass_client where box = @box"))
        {
            Bind(select, "box", box.Id);
            await using var reader = await select.ExecuteReaderAsync();
            if (await reader.ReadAsync())
            {
                return (reader.GetString(0), reader.GetString(1));
            }
        }

        var node = await PostAsync("https://sp.auth.adobe.com/o/client/register", JsonContent.Create(new { software_statement = configuration["Pass:Statement"] }), box);
        var pair = ((string)node["client_id"]!, (string)node["client_secret"]!);
        await using var insert = database.CreateCommand("insert into pass_client (box, client_id, client_secret) values (@box, @id, @secret)");
        Bind(insert, "box", box.Id);
        Bind(insert, "id", pair.Item1);
        Bind(insert, "secret", pair.Item2);
        await insert.ExecuteNonQueryAsync();
        return pair;
    }

    private async Task<JsonNode> PostAsync(string url, HttpContent body, Box box)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = body };
        message.Headers.Add("X-Device-Info", box.Information);
        message.Headers.Add("X-Forwarded-For", box.Address);
        using var response = await clients.CreateClient().SendAsync(message);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static void Bind(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
