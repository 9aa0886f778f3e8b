// title: Shelf builder that reads the providers of each channel once, and a refresher that sleeps for minutes
// kind: console
// rule: AP4006
// twin: shelf-builder-and-old-code
// expect: none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Shelves
{
    public class Row
    {
        public string Title { get; set; } = "";

        public string Channel { get; set; } = "";

        public List<string> Providers { get; } = new();
    }

    public class ShelfBuilder
    {
        private readonly HttpClient _client;
        private readonly List<Row> _rows = new();

        public ShelfBuilder(HttpClient client)
        {
            _client = client;
        }

        public event Action<string, int>? Refreshed;

        public ShelfBuilder Row(string title, string channel)
        {
            _rows.Add(new Row { Title = title, Channel = channel });
            return this;
        }

        public async Task<IReadOnlyList<Row>> BuildAsync(string bearer)
        {
            foreach (var channel in _rows.GroupBy(r => r.Channel))
            {
                var providers = await ProvidersAsync(channel.Key, bearer);
                foreach (var row in channel)
                {
                    row.Providers.AddRange(providers);
                }
            }

            return _rows;
        }

        public async Task KeepFreshAsync(string channel, Func<string> bearer, CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                var providers = await ProvidersAsync(channel, bearer());
                Refreshed?.Invoke(channel, providers.Count);
                await Task.Delay(TimeSpan.FromMinutes(5), stop);
            }
        }

        private async Task<IReadOnlyCollection<string>> ProvidersAsync(string channel, string bearer)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/" + channel + "/configuration");
            request.Headers.Add("Authorization", "Bearer " + bearer);
            using var response = await _client.SendAsync(request);
            response.EnsureSuccessStatusCode();
            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return json.RootElement.GetProperty("requestor").GetProperty("mvpds").EnumerateArray()
                .Select(m => m.GetProperty("displayName").GetString() ?? "")
                .ToArray();
        }
    }
}
