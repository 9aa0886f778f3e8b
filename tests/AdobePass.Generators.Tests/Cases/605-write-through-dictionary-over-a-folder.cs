// title: write-through dictionary over a folder
// kind: server
// expect: none
using System.Collections.Concurrent;
using System.IO;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;

namespace Riverside.Backend;

public sealed class PairBook
{
    private readonly ConcurrentDictionary<string, string> _memory = new();
    private readonly string _folder;
    private readonly HttpClient _http = new();

    public PairBook(string folder) => _folder = folder;

    public async Task<JsonElement> GetAsync(string device, string info, string ip, string statement)
    {
        var path = Path.Combine(_folder, device + ".json");
        if (!_memory.TryGetValue(device, out var text))
        {
            if (File.Exists(path))
            {
                text = await File.ReadAllTextAsync(path);
            }
            else
            {
                text = await RegisterAsync(info, ip, statement);
                await File.WriteAllTextAsync(path, text);
            }

            _memory[device] = text;
        }

        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private async Task<string> RegisterAsync(string info, string ip, string statement)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register")
        {
            Headers = { { "X-Device-Info", info }, { "X-Forwarded-For", ip } },
            Content = JsonContent.Create(new { software_statement = statement }),
        };
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }
}
