using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>
/// AP2011: sets the media type of a <c>StringContent</c>. The fix is not offered for other content classes, or if the string is in the
/// other format: then the body itself must change.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrongContentTypeFix)), Shared]
public sealed class WrongContentTypeFix() : TextChangeFixProvider(RuleIds.WrongContentType)
{
    private const string Json = "application/json";

    private protected override string TitleOf(Diagnostic diagnostic) => $"Send the body as {TypeOf(diagnostic)}";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        if (TypeOf(target.Diagnostic) is not { } type
            || FindCreation(target) is not { ArgumentList.Arguments: [var first, ..] arguments } creation
            || target.Model.GetOperation(creation, target.CancellationToken)
                is not IObjectCreationOperation { Type.Name: "StringContent" } content
            || content.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "content") is not { } text
            || IsJson(text.Value) is { } isJson && isJson != (type == Json))
        {
            return null;
        }

        var mediaType = content.Arguments.FirstOrDefault(static argument =>
            argument is { Parameter.Name: "mediaType", ArgumentKind: not ArgumentKind.DefaultValue });
        if (mediaType is not null)
        {
            // new StringContent(text, new MediaTypeHeaderValue("…"))
            var value = mediaType.Value is IObjectCreationOperation { Arguments: [{ Value: var name }, ..] } ? name : mediaType.Value;
            return value.Syntax is LiteralExpressionSyntax literal
                && literal.IsKind(SyntaxKind.StringLiteralExpression)
                && literal.Token.ValueText != type
                ? [new TextChange(literal.Span, Quote(type))]
                : null;
        }

        var end = new TextSpan(arguments.Last().Span.End, 0);
        return arguments.Count == 1
            ? FrameworkTypeNames.Write(target, creation, name =>
                [new TextChange(end, $", {name("System.Text.Encoding")}.UTF8, {Quote(type)}")])
            : FrameworkTypeNames.Write(target, creation, _ => [new TextChange(end, $", {Quote(type)}")]);
    }

    private static string? TypeOf(Diagnostic diagnostic) => TextChangeFix.PropertyOf(diagnostic, "mediaType");

    private static string Quote(string text) => $"\"{text}\"";

    // The body is reported where it is sent. A body in a local variable is changed at its declaration, unless it is used elsewhere too.
    private static BaseObjectCreationExpressionSyntax? FindCreation(FixTarget target) => target.Reported switch
    {
        BaseObjectCreationExpressionSyntax creation => creation,
        IdentifierNameSyntax name when target.Model.GetSymbolInfo(name, target.CancellationToken).Symbol is ILocalSymbol local
            && Expressions.CountName(Expressions.MemberAround(target, name), local.Name) == 2 =>
            Expressions.DeclaredValue(target, local) as BaseObjectCreationExpressionSyntax,
        _ => null,
    };

    // Decided by the beginning of the string, or by the method that creates it. Null if neither is known: then the endpoint decides.
    private static bool? IsJson(IOperation text)
    {
        while (text is IConversionOperation or IParenthesizedOperation)
        {
            text = text.ChildOperations.First();
        }

        return text switch
        {
            { ConstantValue: { HasValue: true, Value: string constant } } => IsJson(constant),
            IInterpolatedStringOperation
            {
                Parts: [IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string beginning } }, ..],
            } => IsJson(beginning),
            IBinaryOperation sum => IsJson(sum.LeftOperand),
            IInvocationOperation
            {
                TargetMethod: { Name: "Serialize" or "SerializeObject" or "ToJsonString", ContainingType.Name: var owner },
            } when owner.StartsWith("Json", StringComparison.Ordinal) => true,
            _ => null,
        };
    }

    private static bool? IsJson(string beginning) =>
        beginning.TrimStart() is not { Length: > 0 } text ? null
        : text[0] is '{' or '[' ? true
        : text.IndexOf('=') > 0 ? false
        : null;
}
