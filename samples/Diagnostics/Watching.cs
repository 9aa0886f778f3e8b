using AdobePass;
using Diagnostics.RestV2;

namespace Diagnostics;

/// <summary>The flow of REST API V2 over a generated client, done wrong.</summary>
internal sealed class Watching(IPlayback playback)
{
    private static DecisionsResponse? s_permit;

    public async Task<ProfilesResponse> WaitForLoginAsync(string serviceProvider, string code)
    {
        while (true)
        {
            // AP4002
            var profiles = await playback.GetProfileForCodeAsync(serviceProvider, code);
            if (profiles.Profiles.Count > 0)
            {
                return profiles;
            }

            // AP4001
            await Task.Delay(1000);
        }
    }

    public async Task<bool> MayWatchAsync(string serviceProvider, string mvpd, DecisionsRequest body)
    {
        while (s_permit is null)
        {
            // AP4009
            s_permit = await playback.AuthorizeAsync(serviceProvider, mvpd, body);
        }

        // AP4012
        var decision = s_permit.Decisions[0];
        if (!decision.Authorized)
        {
            // AP4007
            await playback.LogoutAsync(serviceProvider, mvpd, "app://tv.example");
        }

        return decision.Authorized;
    }

    public async Task<DecisionsResponse> FilterAsync(string serviceProvider, string mvpd, DecisionsRequest body)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            try
            {
                // AP4003
                return await playback.PreauthorizeAsync(serviceProvider, mvpd, body);
            }
            catch (AdobePassApiException fault)
            {
                Console.WriteLine(fault.Message);
            }
        }

        throw new TimeoutException();
    }

    public async Task ShowChannelsAsync(string serviceProvider, IEnumerable<string> channels)
    {
        foreach (var channel in channels)
        {
            // AP4006
            var configuration = await playback.GetConfigurationAsync(serviceProvider);
            Console.WriteLine($"{channel}: {configuration}");
        }
    }

    // AP4013
    public static string SdkAddress(string serviceProvider) => $"https://sp.auth.adobe.com/adobe-services/config/{serviceProvider}";

    // AP4015
    public static ClientCredentials OldPair(string id, ClientSecret secret) => new(id, secret, ["api:client:v1"]);
}
