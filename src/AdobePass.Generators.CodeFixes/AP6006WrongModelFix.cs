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

/// <summary>AP6006: replaces the type by the model of the operation. The types around the model stay.</summary>
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

        // The correct model is not changed, even if it is written in another form.
        return target.Model.GetTypeInfo(written, target.CancellationToken).Type is { } type
            && type.Name == name
            && type.ContainingNamespace?.ToDisplayString() == space
            ? null
            : [new TextChange(written.Span, ShortTypes.Name(target.Model, written.SpanStart, space, name))];
    }

    /// <summary>Finds the type to replace: the type of the parameter, or the innermost type of the return type.</summary>
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

        return Argument(method.ReturnType, "Task", "ValueTask") is { } value
            ? WithoutNullable(Argument(value, "AdobePassResponse") ?? value)
            : null;
    }

    private static TypeSyntax? Argument(TypeSyntax type, params string[] wrappers)
    {
        var name = type switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax alias => alias.Name,
            _ => type,
        };
        return name is GenericNameSyntax { TypeArgumentList.Arguments: [var argument] } generic
            && wrappers.Contains(generic.Identifier.ValueText)
            ? argument
            : null;
    }

    private static TypeSyntax WithoutNullable(TypeSyntax type) => type is NullableTypeSyntax nullable ? nullable.ElementType : type;

    /// <summary>Gets the namespace of the models: the root namespace and the spec that the interface names, as in the generator.</summary>
    private static string? NamespaceOfModels(Project project, SemanticModel model, SyntaxNode node, CancellationToken cancellationToken)
    {
        // An interface without the attribute is bound by the interfaces that inherit it. Each of them has its own spec.
        if (node.FirstAncestorOrSelf<InterfaceDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } symbol
            || RuntimeAttributes.FindAttribute(symbol, WellKnownNames.ApiAttribute) is not { } attribute)
        {
            return null;
        }

        var spec = attribute.ConstructorArguments is [{ Value: string named }, ..] ? named : "rest-v2";
        var options = project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GlobalOptions;
        var rootNamespace = options.TryGetValue("build_property.RootNamespace", out var configured) && configured.Length > 0
            ? configured
            : model.Compilation.AssemblyName ?? string.Empty;
        var parent = Names.Namespace(rootNamespace);
        return parent.Length == 0 ? Names.Pascal(spec) : parent + "." + Names.Pascal(spec);
    }
}
