using System.Security.Cryptography;
using System.Text;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Analyzers.CodeModel;

internal enum AdobeTokenKind
{
    AccessToken,
    SoftwareStatement,
}

/// <summary>
/// A token of Adobe Pass inside a text, known by its content alone: a JWT whose payload names <c>auth.adobe.com</c> as its issuer. Access
/// tokens expire or
/// carry scopes; software statements do neither. No other issuer's token is ever taken for one.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Length">The number of its characters.</param>
/// <param name="Fingerprint">The first eight hexadecimal digits of its SHA-256, to find it again without showing it.</param>
internal sealed record AdobeToken(AdobeTokenKind Kind, int Length, string Fingerprint)
{
    private const string Issuer = "auth.adobe.com";
    private const int ShortestToken = 60;
    private const int LongestToken = 16 * 1024;

    /// <summary>Finds the first token in a text, also when it is wrapped over lines or encoded in Base64 once more.</summary>
    public static AdobeToken? Find(string text, CancellationToken cancellationToken)
    {
        if (text.Length < ShortestToken)
        {
            return null;
        }

        return FindPlain(text, cancellationToken)
            ?? (HasWhiteSpace(text) ? FindPlain(WithoutWhiteSpace(text), cancellationToken) : null)
            ?? FindEncoded(text, cancellationToken);
    }

    /// <summary>Where tokens may begin in a longer text.</summary>
    public static IEnumerable<int> Starts(string text)
    {
        foreach (var beginning in new[] { "eyJ", "ZXlK" })
        {
            for (var start = text.IndexOf(beginning, StringComparison.Ordinal);
                start >= 0;
                start = text.IndexOf(beginning, start + 1, StringComparison.Ordinal))
            {
                if (start == 0 || !IsTokenCharacter(text[start - 1]) || text[start - 1] == '=')
                {
                    yield return start;
                }
            }
        }
    }

    private static AdobeToken? FindPlain(string text, CancellationToken cancellationToken)
    {
        for (var start = text.IndexOf("eyJ", StringComparison.Ordinal);
            start >= 0;
            start = text.IndexOf("eyJ", start + 1, StringComparison.Ordinal))
        {
            if (start > 0 && text[start - 1] is not ('=' or '.') && IsTokenCharacter(text[start - 1]))
            {
                continue;
            }

            var end = start;
            while (end < text.Length && IsTokenCharacter(text[end]))
            {
                end++;
            }

            if (Read(text.Substring(start, end - start).TrimEnd('.'), cancellationToken) is { } token)
            {
                return token;
            }

            start = Math.Max(start, end - 1);
            if (start + 1 >= text.Length)
            {
                break;
            }
        }

        return null;
    }

    // "eyJ" in Base64 begins with "ZXlK".
    private static AdobeToken? FindEncoded(string text, CancellationToken cancellationToken)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith("ZXlK", StringComparison.Ordinal)
            && trimmed.Length <= LongestToken * 2
            && Base64.Decode(trimmed) is { } inner
            ? FindPlain(inner, cancellationToken)
            : null;
    }

    private static AdobeToken? Read(string candidate, CancellationToken cancellationToken)
    {
        if (candidate.Length is < ShortestToken or > LongestToken)
        {
            return null;
        }

        var parts = candidate.Split('.');
        if (parts.Length != 3 || parts[1].Length == 0 || parts[2].Length == 0 || Base64.Decode(parts[1]) is not { } payload)
        {
            return null;
        }

        try
        {
            if (JsonReader.Read(payload, cancellationToken) is not JsonObject claims || claims.FindString("iss") != Issuer)
            {
                return null;
            }

            var kind = claims.Find("exp") is not null || claims.Find("scopes") is not null
                ? AdobeTokenKind.AccessToken
                : AdobeTokenKind.SoftwareStatement;
            return new AdobeToken(kind, candidate.Length, FingerprintOf(candidate));
        }
        catch (JsonSyntaxException)
        {
            return null;
        }
    }

    private static string FingerprintOf(string token)
    {
        using var sha256 = SHA256.Create();
        return BitConverter.ToString(sha256.ComputeHash(Encoding.UTF8.GetBytes(token)), 0, 4).Replace("-", string.Empty).ToLowerInvariant();
    }

    private static bool IsTokenCharacter(char c) =>
        c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.' or '=';

    private static bool HasWhiteSpace(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                return true;
            }
        }

        return false;
    }

    private static string WithoutWhiteSpace(string text)
    {
        var joined = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                joined.Append(c);
            }
        }

        return joined.ToString();
    }
}
