using System.Buffers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Screening;

/// <summary>
/// Searches the text of a file before anything is parsed or bound for it. Nearly every file of nearly every project mentions nothing of Adobe Pass, and costs no more than this.
/// </summary>
internal static class MentionSearch
{
    private const int ChunkLength = 32 * 1024;

    private static readonly (string Text, Mentions Mention)[] Words =
    [
        ("eyJ", Mentions.Token),
        ("ZXlK", Mentions.Token),
        ("o/client", Mentions.Endpoint),
        ("AdobePass", Mentions.Runtime),
        ("CredentialStore", Mentions.RuntimeType),
        ("StreamingDevice", Mentions.RuntimeType),
        ("SoftwareStatement", Mentions.RuntimeType),
        ("ClientSecret", Mentions.RuntimeType),
        ("AccessToken", Mentions.RuntimeType),
        (".Reveal", Mentions.Reveal),
        ("DelegatingHandler", Mentions.ClientSetup),
        ("MessageProcessingHandler", Mentions.ClientSetup),
        ("AddHttpClient", Mentions.ClientSetup),
        ("ConfigureHttpClient", Mentions.ClientSetup),
        ("global using", Mentions.GlobalUsing),
        ("DefaultRequestHeaders", Mentions.DefaultHeaders),
        ("AddHttpMessageHandler", Mentions.AddedHandler),
    ];

    private static readonly (string Text, Mentions Mention)[] WordsInAnyCase =
    [
        ("adobe.com", Mentions.Endpoint),
        ("device-info", Mentions.DeviceInfo | Mentions.Header),
        ("deviceinfo", Mentions.DeviceInfo),
        ("ap-device-identifier", Mentions.DeviceIdentifier | Mentions.Header),
        ("deviceidentifier", Mentions.DeviceIdentifier),
        ("forwarded-for", Mentions.ForwardedFor),
        ("forwardedfor", Mentions.ForwardedFor),
        ("ad-service-token", Mentions.Header),
        ("adobe-subject-token", Mentions.Header),
        ("roku-connect-token", Mentions.Header),
        ("ap-partner-framework-status", Mentions.Header),
        ("ap-temppass-identity", Mentions.Header),
        ("ap-visitor-identifier", Mentions.Header),
    ];

    private static readonly int Overlap = Words.Concat(WordsInAnyCase).Max(static word => word.Text.Length);

    public static Mentions Search(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var text = tree.GetText(cancellationToken);
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
                var chunk = buffer.AsSpan(0, length);
                found |= Search(chunk);
                hasEscapes |= chunk.IndexOf("\\u".AsSpan()) >= 0 || chunk.IndexOf("\\U".AsSpan()) >= 0 || chunk.IndexOf("\\x".AsSpan()) >= 0;
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }

        return hasEscapes ? found | SearchEscaped(tree, cancellationToken) : found;
    }

    private static Mentions Search(ReadOnlySpan<char> text)
    {
        var found = Mentions.None;
        foreach (var (word, mention) in Words)
        {
            if ((found & mention) != mention && text.IndexOf(word.AsSpan()) >= 0)
            {
                found |= mention;
            }
        }

        foreach (var (word, mention) in WordsInAnyCase)
        {
            if ((found & mention) != mention && text.IndexOf(word.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0)
            {
                found |= mention;
            }
        }

        return found;
    }

    // "\u0065yJ…" is written to escape a search like this one.
    private static Mentions SearchEscaped(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var found = Mentions.None;
        foreach (var token in tree.GetRoot(cancellationToken).DescendantTokens())
        {
            if (token.RawKind is (int)SyntaxKind.StringLiteralToken or (int)SyntaxKind.Utf8StringLiteralToken or (int)SyntaxKind.InterpolatedStringTextToken
                && token.Text.IndexOf('\\') >= 0)
            {
                found |= Search(token.ValueText.AsSpan());
            }
        }

        return found;
    }
}
