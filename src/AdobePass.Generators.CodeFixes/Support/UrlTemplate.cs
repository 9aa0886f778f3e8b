using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>
/// Represents a URL in a literal, an interpolated string or a concatenation. A character outside of the characters of URLs stands for each
/// expression in it.
/// </summary>
internal sealed class UrlTemplate
{
    // The first expression has this character, the second one the next, and so on. They are private-use characters.
    private const char FirstExpression = '\uE000';
    private const int MaxExpressions = 100;

    private readonly List<string> _expressions = [];
    private bool _isInterpolated;

    private UrlTemplate()
    {
    }

    /// <summary>Gets the scheme and the host.</summary>
    public string Authority { get; private set; } = string.Empty;

    /// <summary>Gets the host, also if a constant contains it.</summary>
    public string KnownHost { get; private set; } = string.Empty;

    public IReadOnlyList<string> Segments { get; private set; } = [];

    public string Query { get; private set; } = string.Empty;

    /// <summary>Reads an absolute URL; returns <see langword="null"/> for other expressions.</summary>
    public static UrlTemplate? Read(FixTarget target, ExpressionSyntax expression)
    {
        var template = new UrlTemplate();
        var text = new StringBuilder();
        return !Expressions.HasCommentsInside(expression)
            && template.Add(target, expression, text)
            && template._expressions.Count < MaxExpressions
            && template.Split(target, text.ToString())
            ? template
            : null;
    }

    /// <summary>Writes a URL in the form of the original; <see langword="null"/> if it has characters that a string must escape.</summary>
    public string? Write(string url)
    {
        if (url.IndexOfAny(['"', '\\', '{', '}']) >= 0 || url.Any(char.IsControl))
        {
            return null;
        }

        if (_isInterpolated)
        {
            return "$\"" + string.Concat(url.Select(each => IsExpression(each) ? $"{{{ExpressionOf(each)}}}" : each.ToString())) + "\"";
        }

        var parts = new List<string>();
        var literal = new StringBuilder();
        foreach (var each in url)
        {
            if (IsExpression(each))
            {
                Flush();
                parts.Add(ExpressionOf(each));
            }
            else
            {
                literal.Append(each);
            }
        }

        Flush();
        return string.Join(" + ", parts);

        void Flush()
        {
            if (literal.Length > 0)
            {
                parts.Add($"\"{literal}\"");
                literal.Clear();
            }
        }
    }

    private bool Add(FixTarget target, ExpressionSyntax expression, StringBuilder text)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax { Token.Value: string literal }:
                text.Append(literal);
                return true;
            case ParenthesizedExpressionSyntax { Expression: LiteralExpressionSyntax or BinaryExpressionSyntax } parenthesized
                when target.Model.GetTypeInfo(parenthesized, target.CancellationToken).Type?.Name == "String":
                return Add(target, parenthesized.Expression, text);
            case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression):
                return Add(target, sum.Left, text) && Add(target, sum.Right, text);
            case InterpolatedStringExpressionSyntax interpolated:
                _isInterpolated = true;
                foreach (var content in interpolated.Contents)
                {
                    if (content is InterpolatedStringTextSyntax part)
                    {
                        text.Append(part.TextToken.ValueText);
                    }
                    else if (content is InterpolationSyntax hole)
                    {
                        var code = hole.ToString();
                        var open = hole.OpenBraceToken.Text.Length;
                        AddExpression(code.Substring(open, code.Length - open - hole.CloseBraceToken.Text.Length), text);
                    }
                }

                return true;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
                or ParenthesizedExpressionSyntax:
                AddExpression(expression.ToString(), text);
                return true;
            default:
                return false;
        }
    }

    private void AddExpression(string code, StringBuilder text)
    {
        text.Append((char)(FirstExpression + _expressions.Count));
        _expressions.Add(code);
    }

    private bool Split(FixTarget target, string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var path = scheme > 0 ? url.IndexOf('/', scheme + 3) : url.IndexOf('/');
        if (path <= 0 || (scheme <= 0 && (path != 1 || !IsExpression(url[0]))))
        {
            return false;
        }

        Authority = url.Substring(0, path);
        var host = scheme > 0 ? Authority : ConstantOf(target, ExpressionOf(url[0]), target.Diagnostic.Location.SourceSpan.Start);
        scheme = host?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        if (host is null || scheme <= 0 || host.Any(IsExpression))
        {
            return false;
        }

        KnownHost = host.Substring(scheme + 3).TrimEnd('/');
        if (KnownHost.IndexOf('/') >= 0)
        {
            return false;
        }

        var rest = url.Substring(path);
        var query = rest.IndexOf('?');
        Segments = (query < 0 ? rest : rest.Substring(0, query)).Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        Query = query < 0 ? string.Empty : rest.Substring(query + 1);
        return true;
    }

    // The host in a constant.
    private static string? ConstantOf(FixTarget target, string code, int position) =>
        target.Model.GetSpeculativeSymbolInfo(
            position,
            SyntaxFactory.ParseExpression(code),
            SpeculativeBindingOption.BindAsExpression).Symbol switch
        {
            IFieldSymbol { HasConstantValue: true, ConstantValue: string text } => text,
            ILocalSymbol { HasConstantValue: true, ConstantValue: string text } => text,
            _ => null,
        };

    private bool IsExpression(char each) => each >= FirstExpression && each < FirstExpression + _expressions.Count;

    private string ExpressionOf(char each) => _expressions[each - FirstExpression];
}
