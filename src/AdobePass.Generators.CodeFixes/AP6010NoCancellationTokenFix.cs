using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP6010: adds an optional <see cref="CancellationToken"/> as the last parameter, so that existing calls still compile.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NoCancellationTokenFix)), Shared]
public sealed class NoCancellationTokenFix() : TextChangeFixProvider(RuleIds.NoCancellationToken)
{
    private const string Space = "System.Threading";
    private const string Type = "CancellationToken";

    private protected override string TitleOf(Diagnostic diagnostic) => "Add \"CancellationToken cancellationToken = default\"";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        if (target.Node is not MethodDeclarationSyntax { ParameterList: var list } method
            || target.Model.GetDeclaredSymbol(method, target.CancellationToken) is not { } symbol
            || symbol.Parameters.Any(static parameter =>
                parameter.Type.ToDisplayString().TrimEnd('?') == FrameworkTypeNames.CancellationToken)
            || IsTaken(symbol))
        {
            return null;
        }

        var names = new NameSet([.. symbol.Parameters.Select(static parameter => parameter.Name)]);
        var rest = $" {names.Take("cancellationToken")} = default";
        var index = symbol.Parameters.Length - (symbol.Parameters.LastOrDefault() is { IsParams: true } ? 1 : 0);
        if (target.Model.LookupNamespacesAndTypes(list.SpanStart, name: Type).IsEmpty
            && UsingDirectives.Add(method, target.Text, Space) is { } directive)
        {
            // The namespace may contain a name that the file uses from another namespace.
            TextChange[] imported = [directive, ParameterInsertion.Insert(target.Text, list, index, Type + rest)];
            if (CompileCheck.StillCompiles(target.Model, target.Root, target.Text, imported, target.CancellationToken))
            {
                return imported;
            }
        }

        return [ParameterInsertion.Insert(target.Text, list, index, ShortTypes.Name(target.Model, list.SpanStart, Space, Type) + rest)];
    }

    private static bool IsTaken(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
        other.Parameters.Length == method.Parameters.Length + 1
        && other.Parameters[method.Parameters.Length].Type.ToDisplayString() == FrameworkTypeNames.CancellationToken
        && other.Parameters
            .Take(method.Parameters.Length)
            .Select(static each => each.Type)
            .SequenceEqual<ITypeSymbol>(method.Parameters.Select(static each => each.Type), SymbolEqualityComparer.Default));
}
