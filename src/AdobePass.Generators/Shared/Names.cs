using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Shared;

/// <summary>Converts the names of a spec to C# identifiers.</summary>
internal static class Names
{
    // The metadata of an assembly limits names to 1,023 bytes.
    private const int LongestName = 200;

    // File systems limit file names to 255 bytes. The namespace and the suffix are part of them.
    private const int LongestTypeName = 100;

    private static readonly Dictionary<char, string> Symbols = new()
    {
        ['+'] = "Plus",
        ['-'] = "Minus",
        ['*'] = "Star",
        ['/'] = "Slash",
        ['<'] = "LessThan",
        ['>'] = "GreaterThan",
        ['='] = "Equal",
        ['!'] = "Not",
        ['&'] = "And",
        ['|'] = "Or",
        ['%'] = "Percent",
        ['#'] = "Hash",
        ['$'] = "Dollar",
        ['@'] = "At",
        ['?'] = "Question",
        ['~'] = "Tilde",
        ['^'] = "Caret",
        ['.'] = "Dot",
        [','] = "Comma",
        [':'] = "Colon",
        ['_'] = "Underscore",
    };

    /// <summary>Converts a name to Pascal case: <c>client_id</c> becomes <c>ClientId</c>, <c>rest-v2</c> becomes <c>RestV2</c>.</summary>
    /// <remarks>A sign before a number has a name: <c>+1</c> becomes <c>Plus1</c>. So have names that only consist of symbols.</remarks>
    public static string Pascal(string text)
    {
        var name = new StringBuilder(Math.Min(text.Length, LongestName));
        var startsWord = true;
        if (text.Length > 1 && text[0] is '+' or '-' && char.IsDigit(text[1]))
        {
            name.Append(Symbols[text[0]]);
        }

        foreach (var c in text)
        {
            if (name.Length >= LongestName)
            {
                break;
            }

            if (!char.IsLetterOrDigit(c))
            {
                startsWord = true;
            }
            else
            {
                name.Append(startsWord ? char.ToUpperInvariant(c) : c);
                startsWord = false;
            }
        }

        if (name.Length == 0)
        {
            return text.Length is > 0 and <= 4 && text.All(Symbols.ContainsKey)
                ? string.Concat(text.Select(static c => Symbols[c]))
                : "Value";
        }

        return char.IsDigit(name[0]) ? "_" + name : name.ToString();
    }

    /// <summary>Converts a name to the name of a type, which is part of a file name.</summary>
    public static string Type(string text)
    {
        var name = Pascal(text);
        var bytes = 0;
        for (var i = 0; i < name.Length; i++)
        {
            bytes += name[i] < 0x80 ? 1 : 3;
            if (bytes > LongestTypeName)
            {
                return name.Substring(0, i);
            }
        }

        return name;
    }

    /// <summary>Gets whether a text has no half of a surrogate pair.</summary>
    public static bool IsValidUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return false;
            }

            i++;
        }

        return true;
    }

    /// <summary>Converts a name to camel case: <c>AP-TempPass-Identity</c> becomes <c>apTempPassIdentity</c>.</summary>
    public static string Camel(string text)
    {
        var pascal = Pascal(text);

        // The last capital of a leading run begins the next word: ADServiceToken becomes adServiceToken.
        var run = 0;
        while (run < pascal.Length && char.IsUpper(pascal[run]))
        {
            run++;
        }

        var lower = run <= 1 ? run : run == pascal.Length ? run : run - 1;

        // AP-TempPass: the first word ends at the first separator of the wire name.
        var firstWord = text.TakeWhile(char.IsLetterOrDigit).Count();
        if (firstWord > 0 && firstWord < lower)
        {
            lower = firstWord;
        }

        return pascal.Substring(0, lower).ToLowerInvariant() + pascal.Substring(lower);
    }

    /// <summary>Converts any string to a namespace: <c>my-app.2x</c> becomes <c>my_app._2x</c>, as in the templates of the SDK.</summary>
    public static string Namespace(string text)
    {
        var segments = new List<string>();
        foreach (var segment in text.Split('.'))
        {
            var name = new StringBuilder(segment.Length);
            foreach (var c in segment.Trim().TrimStart('@'))
            {
                name.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
            }

            if (name.Length > 0)
            {
                segments.Add(SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? name.ToString() : "_" + name);
            }
        }

        return string.Join(".", segments);
    }

    /// <summary>Escapes the C# keywords in a namespace.</summary>
    public static string EscapeNamespace(string space) => string.Join(".", space.Split('.').Select(EscapeReserved));

    private static string EscapeReserved(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None ? "@" + identifier : identifier;

    /// <summary>Escapes a C# keyword.</summary>
    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None
            ? "@" + identifier
            : identifier;

    /// <summary>Normalizes a name for comparison: letters and digits, in lower case.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }

    public static string WithoutAsync(string methodName) =>
        methodName.Length > 5 && methodName.EndsWith("Async", StringComparison.Ordinal)
            ? methodName.Substring(0, methodName.Length - 5)
            : methodName;

    /// <summary>Finds the candidate with the smallest edit distance to the name, if it is small enough for a typing error.</summary>
    public static string? ClosestMatch(string name, IEnumerable<string> candidates)
    {
        var folded = Fold(name);
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var other = Fold(candidate);
            var distance = Distance(folded, other);
            if (distance > 0 && (other.Contains(folded) || folded.Contains(other)) && Math.Min(other.Length, folded.Length) >= 4)
            {
                distance = Math.Min(distance, 2);
            }

            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return bestDistance <= Math.Max(2, folded.Length / 2) ? best : null;
    }

    private static int Distance(string left, string right)
    {
        var previous = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
            }

            previous = current;
        }

        return previous[right.Length];
    }
}
