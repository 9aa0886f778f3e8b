using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>
/// Replaces a constant delay by the required one. Nothing is offered if the code has no delay: only the author knows where to add it.
/// </summary>
public abstract class ShortWaitFix : TextChangeFixProvider
{
    private readonly int _seconds;

    private protected ShortWaitFix(string ruleId, int seconds)
        : base(ruleId) => _seconds = seconds;

    private protected sealed override string TitleOf(Diagnostic diagnostic) =>
        _seconds == 1 ? "Wait 1 second" : $"Wait {_seconds} seconds";

    private protected sealed override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        if (target.Reported is not ExpressionSyntax reported
            || FindDuration(target, PeriodOf(target, reported) ?? reported) is not { } duration)
        {
            return null;
        }

        var isCommented = Expressions.HasCommentsInside(duration);
        var (type, milliseconds) = (target.Model.GetTypeInfo(duration, target.CancellationToken).Type, _seconds * 1000);
        if (type?.SpecialType == SpecialType.System_Int32)
        {
            return !isCommented
                && target.Model.GetConstantValue(duration, target.CancellationToken)
                    is { HasValue: true, Value: int and >= 0 and var value }
                && value < milliseconds
                ? FrameworkTypeNames.Write(target, duration, _ => [new TextChange(duration.Span, Digits(milliseconds))])
                : null;
        }

        if (type?.ToDisplayString() != "System.TimeSpan")
        {
            return null;
        }

        if (duration is InvocationExpressionSyntax
            {
                ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: { } count } literal }],
            } call
            && Expressions.CalledName(call) is { ValueText: "FromSeconds" })
        {
            return Convert.ToDouble(count, System.Globalization.CultureInfo.InvariantCulture) < _seconds
                ? [new TextChange(literal.Span, Digits(_seconds))]
                : null;
        }

        return isCommented
            ? null
            : FrameworkTypeNames.Write(target, duration, name =>
                [new TextChange(duration.Span, $"{name("System.TimeSpan")}.FromSeconds({Digits(_seconds)})")]);
    }

    private static string Digits(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // timer.WaitForNextTickAsync(): the period is where the timer is created.
    private static ExpressionSyntax? PeriodOf(FixTarget target, ExpressionSyntax tick) =>
        tick is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitForNextTickAsync", Expression: var timer },
        }
        && Expressions.DeclaredValue(target, target.Model.GetSymbolInfo(timer, target.CancellationToken).Symbol)
            is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var period }, ..] }
            ? period
            : null;

    // A local that is used only for the delay is changed at its declaration; otherwise, it would become unused.
    // A member may be used elsewhere, so it stays.
    private static ExpressionSyntax? FindDuration(FixTarget target, ExpressionSyntax reported) =>
        target.Model.GetSymbolInfo(reported, target.CancellationToken).Symbol switch
        {
            ILocalSymbol local => Expressions.CountName(Expressions.MemberAround(target, reported), local.Name) == 2
                ? Expressions.DeclaredValue(target, local)
                : null,
            ITypeSymbol or IParameterSymbol => null,
            _ => reported,
        };
}
