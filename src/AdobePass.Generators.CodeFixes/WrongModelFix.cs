using System.Collections.Immutable;
using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP6006: takes or returns the model of the operation. Whatever wraps the model stays.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrongModelFix)), Shared]
public sealed class WrongModelFix : CodeFixProvider
{
    private static readonly FixAllProvider All = TextFix.FixAll(FindAsync);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(FixableRules.WrongModel);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => All;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) =>
        TextFix.RegisterAsync(context, static diagnostic => $"Use the model \"{TextFix.NearestOf(diagnostic)}\"", FindAsync, FixableRules.WrongModel);

    private static async Task<IReadOnlyList<TextChange>?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (model is null
            || TextFix.NearestOf(diagnostic) is not { } name
            || !SyntaxFacts.IsValidIdentifier(name)
            || root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent is not { } node
            || FindModel(node, diagnostic.Location.SourceSpan) is not { } written
            || NamespaceOfModels(document.Project, model, written, cancellationToken) is not { } space)
        {
            return null;
        }

        // However it is written, the right model stays as it is.
        return model.GetTypeInfo(written, cancellationToken).Type is { } type && type.Name == name && type.ContainingNamespace?.ToDisplayString() == space
            ? null
            : [new TextChange(written.Span, Text(model, written.SpanStart, space, name))];
    }

    /// <summary>The type that has to be another model: that of the parameter, or the innermost one of the return type.</summary>
    private static TypeSyntax? FindModel(SyntaxNode node, TextSpan span)
    {
        if (node is ParameterSyntax parameter)
        {
            return parameter.Type is { } type ? WithoutNullable(type) : null;
        }

        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || !method.ReturnType.Span.Contains(span.Start))
        {
            return null;
        }

        return Argument(method.ReturnType, "Task", "ValueTask") is { } value ? WithoutNullable(Argument(value, "AdobePassResponse") ?? value) : null;
    }

    private static TypeSyntax? Argument(TypeSyntax type, params string[] wrappers)
    {
        var name = type switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax alias => alias.Name,
            _ => type,
        };
        return name is GenericNameSyntax { TypeArgumentList.Arguments: [var argument] } generic && wrappers.Contains(generic.Identifier.ValueText) ? argument : null;
    }

    private static TypeSyntax WithoutNullable(TypeSyntax type) => type is NullableTypeSyntax nullable ? nullable.ElementType : type;

    /// <summary>The namespace of the models, as the generator makes it of the root namespace and the spec that the interface names.</summary>
    private static string? NamespaceOfModels(Project project, SemanticModel model, SyntaxNode node, CancellationToken cancellationToken)
    {
        // An interface without the attribute is bound by those that inherit it, each with a spec of its own.
        if (node.FirstAncestorOrSelf<InterfaceDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } symbol
            || RuntimeNames.FindAttribute(symbol, RuntimeNames.ApiAttribute) is not { } attribute)
        {
            return null;
        }

        var spec = attribute.ConstructorArguments is [{ Value: string named }, ..] ? named : "rest-v2";
        var options = project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions;
        var rootNamespace = options.TryGetValue("build_property.RootNamespace", out var configured) && configured.Length > 0 ? configured : model.Compilation.AssemblyName ?? string.Empty;
        var above = Names.Namespace(rootNamespace);
        return above.Length == 0 ? Names.Pascal(spec) : above + "." + Names.Pascal(spec);
    }

    private static string Text(SemanticModel model, int position, string space, string name)
    {
        if (model.Compilation.GetTypeByMetadataName($"{space}.{name}") is { } type)
        {
            return type.ToMinimalDisplayString(model, position);
        }

        // A model that nothing has asked for yet is emitted once its name is written.
        var isFree = model.LookupNamespacesAndTypes(position, name: name).IsEmpty;
        var isInScope = isFree && model.LookupNamespacesAndTypes(position).Any(each => each is INamedTypeSymbol { ContainingType: null } && each.ContainingNamespace.ToDisplayString() == space);
        return isInScope ? Names.Escape(name) : $"global::{Names.EscapeNamespace(space)}.{Names.Escape(name)}";
    }
}
