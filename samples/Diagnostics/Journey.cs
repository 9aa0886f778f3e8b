using AdobePass.Entitlements;

namespace Diagnostics;

/// <summary>The viewer's journey with AdobePass.Entitlements, done wrong.</summary>
internal sealed class Journey(ViewerEntitlements viewer)
{
    private readonly Dictionary<string, PlaybackPermit> _permits = [];

    public async Task<bool> SignInAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // AP4018
        return await viewer.SignInOnSecondScreenAsync(prompt => Console.WriteLine(prompt)) is SignedIn;
    }

    public async Task PrepareAsync(string resource, CancellationToken cancellationToken)
    {
        if (await viewer.AuthorizeAsync(resource, cancellationToken) is PlaybackPermit permit)
        {
            // AP4016
            _permits[resource] = permit;
        }
    }

    public async Task OpenAsync(string resource, CancellationToken cancellationToken)
    {
        var catalogue = await viewer.CheckCatalogAsync([resource], cancellationToken);
        if (catalogue.Find(resource) is { IsAvailable: true })
        {
            // AP4017
            Play(resource);
        }
    }

    private void Play(string resource) => Console.WriteLine($"Playing {resource}, with {_permits.Count} permits at hand.");
}
