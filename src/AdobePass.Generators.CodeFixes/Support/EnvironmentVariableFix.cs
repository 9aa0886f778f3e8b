using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>
/// Replaces a secret in the source by code that reads it from an environment variable. The secret itself is not copied anywhere.
/// </summary>
public abstract class EnvironmentVariableFix : TextChangeFixProvider
{
    private const string Bearer = "Bearer ";
    private readonly string _variable;
    private readonly bool _isToken;

    private protected EnvironmentVariableFix(string ruleId, string variable, bool isToken)
        : base(ruleId)
    {
        _variable = variable;
        _isToken = isToken;
    }

    private protected sealed override string TitleOf(Diagnostic diagnostic) =>
        $"Read the value from the environment variable {_variable} (and revoke the exposed value)";

    private protected sealed override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax reported
            || FindString(target, reported) is not { } node
            || !IsLiteral(node)
            || Expressions.HasCommentsInside(node)
            || !IsReplaceable(Expressions.WalkUpConversions(node))
            || target.Model.GetConstantValue(node, target.CancellationToken) is not { HasValue: true, Value: string text })
        {
            return null;
        }

        var isBearer = text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
        if (!IsSecretAlone(isBearer ? text.Substring(Bearer.Length) : text))
        {
            return null;
        }

        // A constant becomes a variable. Code that needs a constant then no longer compiles.
        var constant = VariableConstant.Find(target, node);
        return FrameworkTypeNames.Write(target, constant?.Scope ?? node, name =>
        {
            var read = $"{name("System.Environment")}.GetEnvironmentVariable(\"{_variable}\") ?? "
                + $"throw new {name("System.InvalidOperationException")}(\"Set the environment variable {_variable}.\")";
            var change = new TextChange(node.Span, isBearer ? $"\"{Bearer}\" + ({read})" : read);
            return constant is null ? [change] : [constant.Change, change];
        });
    }

    // A name is reported where it is used, but its value is in its declaration.
    private static ExpressionSyntax? FindString(FixTarget target, ExpressionSyntax reported) =>
        reported is not (IdentifierNameSyntax or MemberAccessExpressionSyntax) ? reported
        : target.Model.GetSymbolInfo(reported, target.CancellationToken).Symbol
            is { } symbol and (ILocalSymbol { IsConst: false } or IFieldSymbol { IsConst: false })
            ? Expressions.DeclaredValue(target, symbol)
        : null;

    // A concatenation may name a constant. Then the secret would stay in the source.
    private static bool IsLiteral(ExpressionSyntax node) => node switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        ParenthesizedExpressionSyntax parenthesized => IsLiteral(parenthesized.Expression),
        BinaryExpressionSyntax sum => sum.IsKind(SyntaxKind.AddExpression) && IsLiteral(sum.Left) && IsLiteral(sum.Right),
        _ => false,
    };

    // The string is the whole value, and the position accepts an expression that is not constant.
    private static bool IsReplaceable(ExpressionSyntax node) => node.Parent switch
    {
        ArgumentSyntax
            or ReturnStatementSyntax
            or ArrowExpressionClauseSyntax
            or InitializerExpressionSyntax
            or ExpressionElementSyntax
            or AnonymousObjectMemberDeclaratorSyntax
            or SwitchExpressionArmSyntax => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax } => true,
        AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && assignment.Right == node,
        BinaryExpressionSyntax coalesce => coalesce.IsKind(SyntaxKind.CoalesceExpression) && coalesce.Right == node,
        ConditionalExpressionSyntax conditional => conditional.Condition != node,
        LambdaExpressionSyntax lambda => lambda.Body == node,
        _ => false,
    };

    // A form, a JSON document or a URL contains more than the secret.
    private bool IsSecretAlone(string text) => _isToken
        ? text.Split('.') is { Length: 3 } parts
            && parts.All(static part => part.Length > 0 && part.All(static each => char.IsLetterOrDigit(each) || each is '-' or '_'))
        : text.Length > 0
            && !text.Any(static each => char.IsWhiteSpace(each) || each is '&' or '{' or '}' or '<' or '>' or '"' or ':')
            && text.IndexOf("client_secret=", StringComparison.OrdinalIgnoreCase) < 0;
}
