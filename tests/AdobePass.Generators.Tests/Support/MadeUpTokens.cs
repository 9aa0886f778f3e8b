using System.Text;

namespace AdobePass.Generators.Tests.Support;

/// <summary>Tokens of the real shape, made at run time with a made-up subject and no real signature: none stands in this repository.</summary>
internal static class MadeUpTokens
{
    private static readonly string Header = Encode("""{"alg":"RS256"}""");

    public static string Access(int seed = 1, string issuer = "auth.adobe.com") =>
        Token($$"""{"sub":"made-up-{{seed}}","iss":"{{issuer}}","nbf":1780000000,"iat":1780000000,"exp":1780021600,"scopes":"api:client:v2"}""", seed);

    public static string Statement(int seed = 1, string issuer = "auth.adobe.com") =>
        Token($$"""{"sub":"made-up-{{seed}}","nbf":1780000000,"iss":"{{issuer}}","iat":1780000000}""", seed);

    public static string Token(string payload, int seed) => $"{Header}.{Encode(payload)}.{Encode("not a signature " + seed)}";

    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
