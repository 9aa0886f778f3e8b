// title: Wall of screens in a lobby that shows which channels are in the package
// kind: console
// rule: AP4006
// why: the list of providers is the same for each tile; a tile that is denied by an error is asked for again and again
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Lobby.Wall;

public sealed record Mvpd(string Id, string LogoUrl);

public sealed record Requestor(IReadOnlyList<Mvpd> Mvpds);

public sealed record ConfigurationResponse(Requestor Requestor);

public sealed record DecisionsRequest(IReadOnlyList<string> Resources);

public sealed record Decision(string Resource, bool Authorized);

public sealed record DecisionsResponse(IReadOnlyList<Decision> Decisions);

[AdobePassApi]
public interface IWallApi
{
    Task<ConfigurationResponse> GetConfigurationAsync(string serviceProvider, CancellationToken cancellationToken = default);

    Task<DecisionsResponse> PreauthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, CancellationToken cancellationToken = default);
}

public sealed class Tile(string resource)
{
    public string Resource { get; } = resource;

    public string? Logo { get; set; }

    public bool Playable { get; set; }
}

public sealed class WallRefresher(IWallApi api, string mvpd)
{
    public async Task RefreshAsync(IEnumerable<Tile> tiles, CancellationToken stop)
    {
        foreach (var tile in tiles)
        {
            var configuration = await api.GetConfigurationAsync("LOBBY", stop); // expect: AP4006
            tile.Logo = configuration.Requestor.Mvpds.Where(m => m.Id == mvpd).Select(m => m.LogoUrl).FirstOrDefault();
            tile.Playable = await DecideAsync(tile.Resource, stop);
        }
    }

    private async Task<bool> DecideAsync(string resource, CancellationToken stop)
    {
        Decision? decision = null;
        while (decision is null) // expect: AP4003
        {
            try
            {
                var answer = await api.PreauthorizeAsync("LOBBY", mvpd, new DecisionsRequest([resource]), stop);
                decision = answer.Decisions.FirstOrDefault(d => d.Resource == resource);
            }
            catch (AdobePassApiException)
            {
                await Task.Delay(1500, stop);
            }
        }

        return decision.Authorized;
    }
}
