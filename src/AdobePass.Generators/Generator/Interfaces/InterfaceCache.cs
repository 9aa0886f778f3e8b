using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>
/// Keeps the model of an interface for as long as its file and everything that its names can mean are the same. After an edit elsewhere the
/// compiler asks for every marked interface again; resolving the types
/// of all their members each time is what an editor would feel.
/// </summary>
/// <remarks>Entries hold values alone and go with the syntax that they describe.</remarks>
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

    // Of an interface in parts, inherited or nested, members elsewhere count too, and these are not in the fingerprint.
    private static bool StandsAlone(InterfaceDeclarationSyntax declaration) =>
        declaration.BaseList is null
        && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
        && declaration.Parent is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax;

    private sealed record Entry(DeclarationFingerprint Fingerprint, MarkedInterface? Interface);
}
