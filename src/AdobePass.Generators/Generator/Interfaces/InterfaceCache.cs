using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>
/// Caches the model of an interface until its file changes, or a declaration to which its names can resolve. After an edit elsewhere, the
/// compiler requests every marked interface again. Resolving the types of all their members each time would slow down the editor.
/// </summary>
/// <remarks>Entries contain only values and live as long as the syntax that they describe.</remarks>
internal static class InterfaceCache
{
    private static readonly ConditionalWeakTable<InterfaceDeclarationSyntax, Entry> Entries = new();

    public static MarkedInterface? GetOrParse(
        InterfaceDeclarationSyntax declaration,
        SemanticModel semantics,
        Func<MarkedInterface?> parse,
        CancellationToken cancellationToken)
    {
        if (!StandsAlone(declaration))
        {
            return parse();
        }

        var fingerprint = DeclarationFingerprint.Of(semantics.Compilation, cancellationToken);
        if (Entries.TryGetValue(declaration, out var known) && known.Fingerprint == fingerprint)
        {
            return known.Interface;
        }

        var parsed = parse();
        Entries.Remove(declaration);
        _ = Entries.GetValue(declaration, _ => new Entry(fingerprint, parsed));
        return parsed;
    }

    // If an interface is partial, inherits or is nested, members elsewhere matter too. The fingerprint does not include them.
    private static bool StandsAlone(InterfaceDeclarationSyntax declaration) =>
        declaration.BaseList is null
        && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
        && declaration.Parent is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax;

    private sealed record Entry(DeclarationFingerprint Fingerprint, MarkedInterface? Interface);
}
