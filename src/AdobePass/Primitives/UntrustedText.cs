using System.Globalization;
using System.Text;

namespace AdobePass.Runtime;

/// <summary>
/// Sanitizes text from the service, or from an exception that quotes it, for use in messages and logs. Secrets of the request are removed,
/// control characters are escaped, and the length is limited.
/// </summary>
internal static class UntrustedText
{
    private const int MaxLength = 1024;

    // A part of a secret that is at least this long counts as the secret.
    private const int Window = 12;

    /// <summary>Sanitizes a text.</summary>
    /// <param name="text">The text; for <see langword="null"/> the result is <see langword="null"/>.</param>
    /// <param name="secrets">The secrets of the request, which are removed from the text.</param>
    /// <returns>The text, at most 1,024 characters, followed by an ellipsis if it was truncated.</returns>
    internal static string? Clean(string? text, IReadOnlyList<string> secrets)
    {
        if (text is null)
        {
            return null;
        }

        // Four times the limit, because removing secrets shortens the text.
        var isTruncated = text.Length > MaxLength * 4;
        var result = Escape(Redact(isTruncated ? text.Substring(0, MaxLength * 4) : text, secrets));
        if (result.Length > MaxLength)
        {
            isTruncated = true;
            result = result.Substring(0, MaxLength);
        }

        return isTruncated ? result + "…" : result;
    }

    /// <summary>
    /// Gets an exception for use as an inner exception; <see langword="null"/> if <see cref="Clean"/> would change one of its messages.
    /// </summary>
    internal static Exception? Inner(Exception cause, IReadOnlyList<string> secrets)
    {
        for (var inner = cause; inner is not null; inner = inner.InnerException)
        {
            if (!string.Equals(Clean(inner.Message, secrets), inner.Message, StringComparison.Ordinal))
            {
                return null;
            }
        }

        return cause;
    }

    private static string Redact(string text, IReadOnlyList<string> secrets)
    {
        bool[]? covered = null;
        foreach (var secret in secrets)
        {
            Cover(text, secret, ref covered);
            var escaped = Uri.EscapeDataString(secret);
            if (escaped.Length != secret.Length)
            {
                Cover(text, escaped, ref covered);
            }
        }

        if (covered is null)
        {
            return text;
        }

        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (!covered[i])
            {
                result.Append(text[i]);
            }
            else if (i == 0 || !covered[i - 1])
            {
                result.Append(Secret.Redacted);
            }
        }

        return result.ToString();
    }

    private static void Cover(string text, string secret, ref bool[]? covered)
    {
        var length = Math.Min(Window, secret.Length);
        if (length == 0 || text.Length < length)
        {
            return;
        }

        var parts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i + length <= secret.Length; i++)
        {
            parts.Add(secret.Substring(i, length));
        }

        for (var i = 0; i + length <= text.Length; i++)
        {
            if (parts.Contains(text.Substring(i, length)))
            {
                covered ??= new bool[text.Length];
                covered.AsSpan(i, length).Fill(true);
            }
        }
    }

    private static string Escape(string text)
    {
        StringBuilder? result = null;
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair || !IsInvisible(text[i]))
            {
                result?.Append(text[i]);
                if (isPair)
                {
                    i++;
                    result?.Append(text[i]);
                }

                continue;
            }

            result ??= new StringBuilder(text, 0, i, text.Length + 16);
            result.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
        }

        return result?.ToString() ?? text;
    }

    // Control characters, line and paragraph separators, marks that change the direction of text, and unpaired surrogates.
    private static bool IsInvisible(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate;
}
