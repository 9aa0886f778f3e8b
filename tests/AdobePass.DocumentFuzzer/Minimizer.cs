using System.Diagnostics;

namespace AdobePass.DocumentFuzzer;

/// <summary>Removes the parts of a document without which it still fails.</summary>
/// <remarks>It works on the text, because a document that fails may not be valid JSON.</remarks>
public static class Minimizer
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Finds a part of a document that fails too, and of which every part succeeds.</summary>
    /// <param name="text">The document.</param>
    /// <param name="fails">Gets whether a document fails in the same way.</param>
    public static string Minimize(string text, Func<string, bool> fails)
    {
        var watch = Stopwatch.StartNew();
        bool isSmaller;
        do
        {
            isSmaller = false;
            foreach (var (start, end) in Elements(text))
            {
                if (watch.Elapsed > Limit)
                {
                    return text;
                }

                var part = Without(text, start, end);
                if (part.Length < text.Length && fails(part))
                {
                    text = part;
                    isSmaller = true;
                    break;
                }
            }
        }
        while (isSmaller);
        return text;
    }

    // The members and items, the longest ones first.
    private static List<(int Start, int End)> Elements(string text)
    {
        var elements = new List<(int Start, int End)>();
        var outer = new Stack<int>();
        var start = 0;
        var isInString = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when isInString:
                    i++;
                    break;
                case '"':
                    isInString = !isInString;
                    break;
                case '{' or '[' when !isInString:
                    outer.Push(start);
                    start = i + 1;
                    break;
                case '}' or ']' when !isInString:
                    elements.Add((start, i));
                    start = outer.Count > 0 ? outer.Pop() : i + 1;
                    break;
                case ',' when !isInString:
                    elements.Add((start, i));
                    start = i + 1;
                    break;
                default:
                    break;
            }
        }

        elements.Sort(static (left, right) => (right.End - right.Start).CompareTo(left.End - left.Start));
        return elements;
    }

    // Without the comma before or after it.
    private static string Without(string text, int start, int end) =>
        end < text.Length && text[end] == ',' ? text.Remove(start, end + 1 - start)
        : start > 0 && text[start - 1] == ',' ? text.Remove(start - 1, end + 1 - start)
        : text.Remove(start, end - start);
}
