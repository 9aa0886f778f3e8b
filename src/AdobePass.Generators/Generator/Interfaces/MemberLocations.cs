using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>
/// Represents the model of an interface and the locations of its members. An edit that moves members leaves the model equal.
/// </summary>
internal sealed record ParsedInterface(InterfaceModel Model, MemberLocations Locations);

/// <summary>Contains the locations of the methods of a model. They belong to one compilation; the pipeline does not keep them.</summary>
/// <param name="methods">The methods, by part of the interface.</param>
internal sealed class MemberLocations(IReadOnlyList<IReadOnlyList<IMethodSymbol>> methods)
{
    /// <summary>Finds a location; <see langword="null"/> if the method is not in the source of the compilation.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="part">The index of the part of the interface.</param>
    /// <param name="method">The index of the method in the part.</param>
    /// <param name="parameter">The index of the parameter; -1 for the method.</param>
    /// <param name="signaturePart">The part of the method or of the parameter.</param>
    public Location? Find(Compilation compilation, int part, int method, int parameter, SignaturePart signaturePart)
    {
        var symbol = methods[part][method];
        if (InSource(compilation, symbol) is not { } whole)
        {
            return null;
        }

        if (parameter >= 0)
        {
            var declared = symbol.Parameters[parameter];
            return (signaturePart == SignaturePart.Attribute ? AttributeOf(declared, WellKnownNames.ParameterAttribute) : null)
                ?? InSource(compilation, declared);
        }

        var syntax = symbol.DeclaringSyntaxReferences[0].GetSyntax() as MethodDeclarationSyntax;
        return signaturePart switch
        {
            SignaturePart.ReturnType => syntax?.ReturnType.GetLocation(),
            SignaturePart.Attribute => AttributeOf(symbol, WellKnownNames.OperationAttribute),
            _ => syntax?.Identifier.GetLocation(),
        }
        ?? whole;
    }

    // In an editor, the source of a referenced project is available, but nothing can be reported there.
    public static Location? InSource(Compilation compilation, ISymbol symbol) =>
        symbol.Locations.FirstOrDefault(location => location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree));

    private static Location? AttributeOf(ISymbol symbol, string name) =>
        InterfaceSymbols.FindAttribute(symbol, name)?.ApplicationSyntaxReference is { } reference
            ? reference.SyntaxTree.GetLocation(reference.Span)
            : null;
}

/// <summary>Specifies the part of a method or parameter that a diagnostic underlines.</summary>
internal enum SignaturePart
{
    Name,
    ReturnType,
    Parameter,
    Attribute,
}
