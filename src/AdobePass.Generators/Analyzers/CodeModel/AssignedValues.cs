using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Finds the values that a file gives to members and parameters.</summary>
internal static class AssignedValues
{
    /// <summary>Gets the values of the initializer and the assignments of a field or property in a file.</summary>
    public static IReadOnlyList<(CodeBlock Block, IOperation Value)> Of(
        CodeFile file,
        ISymbol member,
        CancellationToken cancellationToken) =>
        file.Index(cancellationToken).ValuesOf(member);

    /// <summary>Gets the values that calls in the file pass for a parameter.</summary>
    public static IReadOnlyList<(CodeBlock Block, IOperation Value)> PassedFor(
        CodeFile file,
        IParameterSymbol parameter,
        CancellationToken cancellationToken) =>
        file.Index(cancellationToken).PassedFor(parameter);

    /// <summary>Gets the references to a field or property in a file.</summary>
    public static IEnumerable<(CodeBlock Block, IOperation Reference)> ReferencesTo(
        CodeFile file,
        ISymbol member,
        CancellationToken cancellationToken) =>
        file.Index(cancellationToken).UsesOfName(member)
            .Where(each => each.Operation is IFieldReferenceOperation or IPropertyReferenceOperation
                && SymbolEqualityComparer.Default.Equals(each.Symbol.OriginalDefinition, member.OriginalDefinition))
            .Select(static each => (each.Block, each.Operation));

    /// <summary>Determines whether only the file's own type gives a field or property its value.</summary>
    public static bool IsOwn(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private,
        IPropertySymbol property => property.SetMethod is null or { DeclaredAccessibility: Accessibility.Private },
        _ => false,
    };

    /// <summary>
    /// Gets the value that <c>(left, right) = (value, other)</c> assigns to one of its targets; <see langword="null"/> if the values are
    /// not written one by one, or if the operation is not a target.
    /// </summary>
    public static IOperation? ValueInDeconstruction(IOperation target)
    {
        if (target.Parent is not ITupleOperation tuple)
        {
            return null;
        }

        var left = tuple.Parent is IDeclarationExpressionOperation declaration ? declaration : (IOperation)tuple;
        return left.Parent is IDeconstructionAssignmentOperation assignment
            && assignment.Target == left
            && Conversions.WalkDown(assignment.Value) is ITupleOperation values
            && values.Elements.Length == tuple.Elements.Length
                ? values.Elements[tuple.Elements.IndexOf(target)]
                : null;
    }

    public static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };
}
