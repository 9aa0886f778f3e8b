using System.Buffers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Analyzers.Prefilter;

/// <summary>
/// Searches the text of a file before anything in it is bound. Most files of most projects contain no keyword of Adobe Pass, and cost only
/// this search.
/// </summary>
internal static class KeywordSearch
{
    private const int ChunkLength = 32 * 1024;

    private static readonly Word[] Words =
    [
        new("eyJ", Keywords.Token),
        new("ZXlK", Keywords.Token),
        new("o/client", Keywords.Address),
        new("AP-Device-Identifier", Keywords.Address),
        new("Decisions", Keywords.Decisions),
        new("\"decisions\"", Keywords.Decisions),
        new("adobe.com", Keywords.Address, RareLetter: 'b'),
        new("AdobePass", Keywords.Runtime),
        new("CredentialStore", Keywords.RuntimeType),
        new("StreamingDevice", Keywords.RuntimeType),
        new("SoftwareStatement", Keywords.RuntimeType),
        new("ClientSecret", Keywords.RuntimeType),
        new("AccessToken", Keywords.RuntimeType),
        new(".Reveal", Keywords.Reveal),
        new("global using", Keywords.GlobalUsing),
        new("DelegatingHandler", Keywords.ClientSetup),
        new("MessageProcessingHandler", Keywords.ClientSetup),
        new("AddHttpClient", Keywords.ClientSetup),
        new("ConfigureHttpClient", Keywords.ClientSetup),
        new("DefaultRequestHeaders", Keywords.DefaultHeaders),
        new("AddHttpMessageHandler", Keywords.AddedHandler),
        new("device-info", Keywords.DeviceInfo, RareLetter: 'v'),
        new("deviceinfo", Keywords.DeviceInfo, RareLetter: 'v'),
        new("device-identifier", Keywords.DeviceIdentifier, RareLetter: 'v'),
        new("deviceidentifier", Keywords.DeviceIdentifier, RareLetter: 'v'),
        new("AccessEnabler", Keywords.AccessEnabler),
        new("accessenabler", Keywords.AccessEnabler),
        new("adobe-services/", Keywords.AccessEnabler),
        new("api:client:", Keywords.Scope),
        new("api/v2", Keywords.RestV2Path),
        new("forwarded-for", Keywords.ForwardedFor, RareLetter: 'w'),
        new("forwardedfor", Keywords.ForwardedFor, RareLetter: 'w'),
        new("ad-service-token", Keywords.IdentityHeader, RareLetter: 'v'),
        new("adobe-subject-token", Keywords.IdentityHeader, RareLetter: 'j'),
        new("roku-connect-token", Keywords.IdentityHeader, RareLetter: 'k'),
        new("AuthorizeAsync", Keywords.Permit),
        new("AuthorizeWithMvpd", Keywords.Permit),
        new("AuthorizeOrSignIn", Keywords.Permit),
        new("UseMediaToken", Keywords.Permit),
        new("PlaybackPermit", Keywords.Permit),
        new("PlaybackAuthorization", Keywords.Permit),
        new("SerializedMediaToken", Keywords.Permit),
        new("IsAvailable", Keywords.CatalogItem),
        new("CatalogItemState", Keywords.CatalogItem),
        new("SignInOnSecondScreen", Keywords.SignIn),
        new("SignInInBrowser", Keywords.SignIn),
        new("SignInSteps", Keywords.SignIn),
        new("WaitForSignIn", Keywords.SignIn),
        new("AuthorizeOrSignIn", Keywords.SignIn),
    ];

    private static readonly int Overlap = Words.Max(static word => word.Text.Length);

    /// <summary>A word to search for.</summary>
    /// <param name="Text">The word, in lower case if the search ignores case.</param>
    /// <param name="Keyword">The keyword that it indicates.</param>
    /// <param name="RareLetter">If the search ignores case, the letter of the word that is rarest in source code. It is searched for first,
    /// in both cases at once.</param>
    private sealed record Word(string Text, Keywords Keyword, char? RareLetter = null)
    {
        public bool IsIn(ReadOnlySpan<char> text)
        {
            if (RareLetter is not { } letter)
            {
                return text.IndexOf(Text.AsSpan()) >= 0;
            }

            var before = Text.IndexOf(letter);
            var upper = char.ToUpperInvariant(letter);
            for (var from = before; from < text.Length;)
            {
                var found = text.Slice(from).IndexOfAny(letter, upper);
                var start = from + found - before;
                if (found < 0 || start + Text.Length > text.Length)
                {
                    return false;
                }

                if (text.Slice(start, Text.Length).Equals(Text.AsSpan(), StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }

                from += found + 1;
            }

            return false;
        }
    }

    /// <summary>Gets the requested keywords that the file contains.</summary>
    public static Keywords Search(SyntaxTree tree, Keywords wanted, CancellationToken cancellationToken)
    {
        var text = tree.GetText(cancellationToken);
        var words = Words.Where(word => (word.Keyword & wanted) != Keywords.None).ToArray();
        var found = Keywords.None;
        var hasEscapes = false;
        var buffer = ArrayPool<char>.Shared.Rent(ChunkLength);
        try
        {
            for (var start = 0; start < text.Length; start += ChunkLength - Overlap)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var length = Math.Min(ChunkLength, text.Length - start);
                text.CopyTo(start, buffer, 0, length);
                found |= Search(buffer.AsSpan(0, length), words);
                hasEscapes |= HasEscapedLetter(buffer.AsSpan(0, length));
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }

        return hasEscapes ? found | SearchEscaped(tree, words, cancellationToken) : found;
    }

    private static Keywords Search(ReadOnlySpan<char> text, Word[] words)
    {
        var found = Keywords.None;
        foreach (var word in words)
        {
            if ((found & word.Keyword) == Keywords.None && word.IsIn(text))
            {
                found |= word.Keyword;
            }
        }

        return found;
    }

    // "\u0065yJ…" hides a token from a search like this one. Other code does not escape plain letters.
    private static bool HasEscapedLetter(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('\\'); at >= 0 && at + 4 < text.Length;)
        {
            if (text[at + 1] is 'u' or 'U' or 'x')
            {
                var end = at + 2;
                while (end < text.Length && end < at + 10 && Uri.IsHexDigit(text[end]))
                {
                    end++;
                }

                if (int.TryParse(text.Slice(at + 2, end - at - 2)
                    .ToString(), System.Globalization.NumberStyles.HexNumber, null, out var value)
                    && value < 128
                    && char.IsLetterOrDigit((char)value))
                {
                    return true;
                }
            }

            var next = text.Slice(at + 2).IndexOf('\\');
            at = next < 0 ? -1 : at + 2 + next;
        }

        return false;
    }

    private static Keywords SearchEscaped(SyntaxTree tree, Word[] words, CancellationToken cancellationToken)
    {
        var found = Keywords.None;
        foreach (var token in tree.GetRoot(cancellationToken).DescendantTokens())
        {
            if (token.RawKind is (int)SyntaxKind.StringLiteralToken or (int)SyntaxKind.Utf8StringLiteralToken
                or (int)SyntaxKind.InterpolatedStringTextToken
                && token.Text.IndexOf('\\') >= 0)
            {
                found |= Search(token.ValueText.AsSpan(), words);
            }
        }

        return found;
    }
}
