using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Generator.Interfaces;
using AdobePass.Generators.Generator.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator;

/// <summary>A file that names a model without importing its namespace.</summary>
internal sealed record MissingImport(LocationInfo Location, string Message)
{
    public static MissingImport? Find(
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
            : new MissingImport(
                name.Location,
                $"\"{name.Name}\" is a model of the API spec \"{spec.Name}\". Models of this spec are in the namespace {space}, " +
                $"which this file does not import. Add \"using {space};\"");
    }

    private static bool IsImportedEverywhere(Compilation compilation, string name, string space, CancellationToken cancellationToken) =>
        compilation.SyntaxTrees
            .Select(tree => tree.GetRoot(cancellationToken))
            .OfType<CompilationUnitSyntax>()
            .SelectMany(static unit => unit.Usings)
            .Any(directive => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)
                && (directive.Alias?.Name.Identifier.ValueText == name || UnimportedName.TextOf(directive) == space));
}
