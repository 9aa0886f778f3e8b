using System.Globalization;
using System.Text;

namespace AdobePass.Benchmarks.Calls;

/// <summary>The answers that both sides read, as the service writes them.</summary>
internal static class Payloads
{
    public const string Registration = """{"client_id":"client-1","client_secret":"secret-1","client_id_issued_at":1780000000,"redirect_uris":["app://a"],"grant_types":["client_credentials"],"scopes":["api:client:v2"]}""";

    public const string Token = """{"access_token":"token-of-thirty-six-characters-0001","token_type":"bearer","created_at":1780000000,"expires_in":86400}""";

    public const string Authorize = """
        {"decisions":[{"resource":"res-1","serviceProvider":"CHAN1","mvpd":"MvpdAlpha","source":"mvpd","authorized":true,"token":{"issuedAt":1780000000000,"notBefore":1780000000000,"notAfter":1780000300000,"serializedToken":"PHNpZ25hdHVyZUluZm8-"},"notBefore":1780000000000,"notAfter":1780000300000}]}
        """;

    public const string Session = """
        {"actionName":"authenticate","actionType":"interactive","reasonType":"none","url":"/api/v2/authenticate/CHAN1/8ER640M","code":"8ER640M","sessionId":"1b614390-6610-4d14-9421-6565f6e75958","mvpd":"MvpdAlpha","serviceProvider":"CHAN1","notBefore":"1780000000000","notAfter":"1780001800000"}
        """;

    public const string Profiles = """
        {"profiles":{"MvpdAlpha":{"notBefore":1780000000000,"notAfter":1782592000000,"issuer":"MvpdAlpha","type":"regular","attributes":{"userID":{"value":"user-0001","state":"plain"},"zip":{"value":"12345","state":"plain"},"householdID":{"value":"household-0001","state":"plain"}}}}}
        """;

    /// <summary>An access token of a number of characters, at least 36.</summary>
    public static string TokenOf(int device, int length) =>
        string.Create(CultureInfo.InvariantCulture, $"token-of-device-{device:D20}").PadRight(length, 'x');

    public static byte[] Configuration(int mvpds)
    {
        var text = new StringBuilder("""{"requestor":{"id":"CHAN1","name":"Channel One","channels":"CHAN1","domains":[{"name":"tv.example","mvpdInitiated":false}],"mvpds":[""");
        for (var i = 0; i < mvpds; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"id":"Mvpd{{i}}","displayName":"Television Company {{i}}","logoUrl":"https://logos.example/mvpd/{{i}}/logo-112x33.png","isTempPass":false,"isProxy":{{(i % 3 == 0 ? "true" : "false")}},"boardingStatus":"PICKER","platformMappingId":"mapping-{{i}}","enablePlatformServices":true,"displayInPlatformPicker":true,"enforcePlatformPermissions":false,"authPerAggregator":false}""");
        }

        return Encoding.UTF8.GetBytes(text.Append("]}}").ToString());
    }
}
