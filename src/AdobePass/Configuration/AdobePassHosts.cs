namespace AdobePass;

/// <summary>The hosts of the environments, as the servers of api-spec/rest-v2.json and api-spec/dcr.json list them.</summary>
internal static class AdobePassHosts
{
    private static readonly Uri ReleaseProduction = new("https://sp.auth.adobe.com/");
    private static readonly Uri ReleaseStaging = new("https://sp.auth-staging.adobe.com/");
    private static readonly Uri PrequalProduction = new("https://sp-prequal.auth.adobe.com/");
    private static readonly Uri PrequalStaging = new("https://sp-prequal.auth-staging.adobe.com/");

    internal static Uri Of(AdobePassEnvironment environment) => environment switch
    {
        AdobePassEnvironment.ReleaseProduction => ReleaseProduction,
        AdobePassEnvironment.ReleaseStaging => ReleaseStaging,
        AdobePassEnvironment.PrequalProduction => PrequalProduction,
        AdobePassEnvironment.PrequalStaging => PrequalStaging,
        _ => throw new ArgumentOutOfRangeException(nameof(environment), environment, "No such environment."),
    };
}
