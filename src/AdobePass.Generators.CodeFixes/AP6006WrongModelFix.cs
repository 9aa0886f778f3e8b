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

/// <summary>AP6006: takes or returns the model of the operation. Whatever wraps the model stays.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrongModelFix)), Shared]
public sealed class WrongModelFix() : TextChangeFixProvider(RuleIds.WrongModel)
{
    private protected override string TitleOf(Diagnostic diagnostic) => $"Use the model \"{TextChangeFix.ClosestMatchOf(diagnostic)}\"";

    private protected override IReadOnlyList<TextChange>? Find(FixTarget target)
    {
        if (target.ClosestMatch is not { } name
            || !SyntaxFacts.IsValidIdentifier(name)
            || target.Node is not { } node
            || FindModel(node, target.Diagnostic.Location.SourceSpan) is not { } written
            || NamespaceOfModels(target.Document.Project, target.Model, written, target.CancellationToken) is not { } space)
        {
            return null;
        }

        // However it is written, the right model stays as it is.
        return target.Model.GetTypeInfo(written, target.CancellationToken).Type is { } type && type.Name == name && type.ContainingNamespace?.ToDisplayString() == space
            ? null
            : [new TextChange(written.Span, ShortTypes.Name(target.Model, written.SpanStart, space, name))];
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
            || RuntimeAttributes.FindAttribute(symbol, WellKnownNames.ApiAttribute) is not { } attribute)
        {
            return null;
        }

        var spec = attribute.ConstructorArguments is [{ Value: string named }, ..] ? named : "rest-v2";
        var options = project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions;
        var rootNamespace = options.TryGetValue("build_property.RootNamespace", out var configured) && configured.Length > 0 ? configured : model.Compilation.AssemblyName ?? string.Empty;
        var above = Names.Namespace(rootNamespace);
        return above.Length == 0 ? Names.Pascal(spec) : above + "." + Names.Pascal(spec);
    }
}
