using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator;

/// <summary>Finds a file that names a model without importing its namespace.</summary>
internal static class MissingImport
{
    public static DiagnosticInfo? Find(
        MarkedInterface marked,
        SpecSet specs,
        string rootNamespace,
        Compilation compilation,
        CancellationToken cancellationToken)
    {
        if (marked.UnimportedName is not { } name
            || specs.Find(marked.Model.SpecName) is not { } spec
            || spec.FindSchema(name.Name) is null)
        {
            return null;
        }

        var space = Binder.ModelNamespace(rootNamespace, spec.Name);
        return name.Namespaces.Contains(space) || IsImportedEverywhere(compilation, name.Name, space, cancellationToken)
            ? null
            : DiagnosticInfo.Create(SetupDescriptors.ModelsAreNotImported, name.Location, name.Name, spec.Name, space);
    }

    private static bool IsImportedEverywhere(Compilation compilation, string name, string space, CancellationToken cancellationToken) =>
        compilation.SyntaxTrees
            .Select(tree => tree.GetRoot(cancellationToken))
            .OfType<CompilationUnitSyntax>()
            .SelectMany(static unit => unit.Usings)
            .Any(directive => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)
                && (directive.Alias?.Name.Identifier.ValueText == name || UnimportedName.TextOf(directive) == space));
}
