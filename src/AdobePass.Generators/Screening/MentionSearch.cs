using System.Buffers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Screening;

/// <summary>
/// Searches the text of a file before anything is bound for it. Nearly every file of nearly every project mentions nothing of Adobe Pass, and costs no more than this.
/// </summary>
internal static class MentionSearch
{
    private const int ChunkLength = 32 * 1024;

    private static readonly Word[] Words =
    [
        new("eyJ", Mentions.Token),
        new("ZXlK", Mentions.Token),
        new("o/client", Mentions.Address),
        new("Decisions", Mentions.Decisions),
        new("\"decisions\"", Mentions.Decisions),
        new("adobe.com", Mentions.Address, RareLetter: 'b'),
        new("AdobePass", Mentions.Runtime),
        new("CredentialStore", Mentions.RuntimeType),
        new("StreamingDevice", Mentions.RuntimeType),
        new("SoftwareStatement", Mentions.RuntimeType),
        new("ClientSecret", Mentions.RuntimeType),
        new("AccessToken", Mentions.RuntimeType),
        new(".Reveal", Mentions.Reveal),
        new("global using", Mentions.GlobalUsing),
        new("DelegatingHandler", Mentions.ClientSetup),
        new("MessageProcessingHandler", Mentions.ClientSetup),
        new("AddHttpClient", Mentions.ClientSetup),
        new("ConfigureHttpClient", Mentions.ClientSetup),
        new("DefaultRequestHeaders", Mentions.DefaultHeaders),
        new("AddHttpMessageHandler", Mentions.AddedHandler),
        new("device-info", Mentions.DeviceInfo, RareLetter: 'v'),
        new("deviceinfo", Mentions.DeviceInfo, RareLetter: 'v'),
        new("device-identifier", Mentions.DeviceIdentifier, RareLetter: 'v'),
        new("deviceidentifier", Mentions.DeviceIdentifier, RareLetter: 'v'),
        new("forwarded-for", Mentions.ForwardedFor, RareLetter: 'w'),
        new("forwardedfor", Mentions.ForwardedFor, RareLetter: 'w'),
        new("ad-service-token", Mentions.IdentityHeader, RareLetter: 'v'),
        new("adobe-subject-token", Mentions.IdentityHeader, RareLetter: 'j'),
        new("roku-connect-token", Mentions.IdentityHeader, RareLetter: 'k'),
    ];

    private static readonly int Overlap = Words.Max(static word => word.Text.Length);

    /// <summary>A word to look for.</summary>
    /// <param name="Text">The word, in lower case where case does not matter.</param>
    /// <param name="Mention">What it stands for.</param>
    /// <param name="RareLetter">Where case does not matter, the letter of the word that is rarest in source code: it is looked for first, in both cases at once.</param>
    private sealed record Word(string Text, Mentions Mention, char? RareLetter = null)
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

    /// <summary>Which of the wanted things the file mentions.</summary>
    public static Mentions Search(SyntaxTree tree, Mentions wanted, CancellationToken cancellationToken)
    {
        var text = tree.GetText(cancellationToken);
        var words = Words.Where(word => (word.Mention & wanted) != Mentions.None).ToArray();
        var found = Mentions.None;
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

    private static Mentions Search(ReadOnlySpan<char> text, Word[] words)
    {
        var found = Mentions.None;
        foreach (var word in words)
        {
            if ((found & word.Mention) == Mentions.None && word.IsIn(text))
            {
                found |= word.Mention;
            }
        }

        return found;
    }

    // "\u0065yJ…" is written to escape a search like this one; nobody else escapes plain letters.
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

                if (int.TryParse(text.Slice(at + 2, end - at - 2).ToString(), System.Globalization.NumberStyles.HexNumber, null, out var value) && value < 128 && char.IsLetterOrDigit((char)value))
                {
                    return true;
                }
            }

            var next = text.Slice(at + 2).IndexOf('\\');
            at = next < 0 ? -1 : at + 2 + next;
        }

        return false;
    }

    private static Mentions SearchEscaped(SyntaxTree tree, Word[] words, CancellationToken cancellationToken)
    {
        var found = Mentions.None;
        foreach (var token in tree.GetRoot(cancellationToken).DescendantTokens())
        {
            if (token.RawKind is (int)SyntaxKind.StringLiteralToken or (int)SyntaxKind.Utf8StringLiteralToken or (int)SyntaxKind.InterpolatedStringTextToken
                && token.Text.IndexOf('\\') >= 0)
            {
                found |= Search(token.ValueText.AsSpan(), words);
            }
        }

        return found;
    }
}
