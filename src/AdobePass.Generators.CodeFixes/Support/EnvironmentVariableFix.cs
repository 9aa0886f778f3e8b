using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Reads from the environment what stood in the source as text. The text itself goes nowhere.</summary>
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

    private protected sealed override string TitleOf(Diagnostic diagnostic) => $"Read it from the environment variable {_variable} (and replace the leaked one)";

    private protected sealed override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax reported
            || FindText(target, reported) is not { } node
            || !IsWritten(node)
            || Expressions.HasCommentsInside(node)
            || !IsReplaceable(Expressions.WalkUpConversions(node))
            || target.Model.GetConstantValue(node, target.CancellationToken) is not { HasValue: true, Value: string text })
        {
            return null;
        }

        var isBearer = text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
        return IsSecretAlone(isBearer ? text.Substring(Bearer.Length) : text)
            ? FrameworkTypeNames.Write(target, node, name =>
            {
                var read = $"{name("System.Environment")}.GetEnvironmentVariable(\"{_variable}\") ?? throw new {name("System.InvalidOperationException")}(\"Set the environment variable {_variable}.\")";
                return [new TextChange(node.Span, isBearer ? $"\"{Bearer}\" + ({read})" : read)];
            })
            : null;
    }

    // A name is reported where it is used; what it stands for is written at its declaration. A constant can be nothing but constant.
    private static ExpressionSyntax? FindText(FixTarget target, ExpressionSyntax reported) =>
        reported is not (IdentifierNameSyntax or MemberAccessExpressionSyntax) ? reported
        : target.Model.GetSymbolInfo(reported, target.CancellationToken).Symbol is { } symbol and (ILocalSymbol { IsConst: false } or IFieldSymbol { IsConst: false }) ? Expressions.DeclaredValue(target, symbol)
        : null;

    // A sum may name a constant: then the text would stay in the source.
    private static bool IsWritten(ExpressionSyntax node) => node switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        ParenthesizedExpressionSyntax parenthesized => IsWritten(parenthesized.Expression),
        BinaryExpressionSyntax sum => sum.IsKind(SyntaxKind.AddExpression) && IsWritten(sum.Left) && IsWritten(sum.Right),
        _ => false,
    };

    // Where the text is the whole value and any value may stand. The compiler has a say about constants.
    private static bool IsReplaceable(ExpressionSyntax node) => node.Parent switch
    {
        ArgumentSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or InitializerExpressionSyntax or ExpressionElementSyntax or AnonymousObjectMemberDeclaratorSyntax or SwitchExpressionArmSyntax => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax } => true,
        AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && assignment.Right == node,
        BinaryExpressionSyntax coalesce => coalesce.IsKind(SyntaxKind.CoalesceExpression) && coalesce.Right == node,
        ConditionalExpressionSyntax conditional => conditional.Condition != node,
        LambdaExpressionSyntax lambda => lambda.Body == node,
        _ => false,
    };

    // A form, a JSON document or an address holds more than the secret.
    private bool IsSecretAlone(string text) => _isToken
        ? text.Split('.') is { Length: 3 } parts && parts.All(static part => part.Length > 0 && part.All(static each => char.IsLetterOrDigit(each) || each is '-' or '_'))
        : text.Length > 0 && !text.Any(static each => char.IsWhiteSpace(each) || each is '&' or '{' or '}' or '<' or '>' or '"' or ':') && text.IndexOf("client_secret=", StringComparison.OrdinalIgnoreCase) < 0;
}
