using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Finds the values that a file gives to members and parameters.</summary>
internal static class AssignedValues
{
    /// <summary>Gets the values of the initializer and the assignments of a field or property in a file.</summary>
    public static IEnumerable<(CodeBlock Block, IOperation Value)> Of(CodeFile file, ISymbol member, CancellationToken cancellationToken)
    {
        foreach (var block in file.Blocks(cancellationToken))
        {
            if (block.Root is ISymbolInitializerOperation initializer && SymbolEqualityComparer.Default.Equals(block.Owner, member))
            {
                yield return (block, initializer.Value);
            }

            foreach (var operation in block.Operations)
            {
                var (target, value) = operation switch
                {
                    ISimpleAssignmentOperation assignment => (assignment.Target, assignment.Value),
                    ICoalesceAssignmentOperation coalesce => (coalesce.Target, coalesce.Value),
                    _ => (null, null),
                };
                if (value is not null
                    && SymbolEqualityComparer.Default.Equals(SymbolOf(target!)?.OriginalDefinition, member.OriginalDefinition))
                {
                    yield return (block, value);
                }
            }
        }
    }

    /// <summary>Gets the values that calls in the file pass for a parameter.</summary>
    public static IEnumerable<(CodeBlock Block, IOperation Value)> PassedFor(
        CodeFile file,
        IParameterSymbol parameter,
        CancellationToken cancellationToken)
    {
        foreach (var block in file.Blocks(cancellationToken))
        {
            foreach (var argument in block.Operations.OfType<IArgumentOperation>())
            {
                if (argument.ArgumentKind != ArgumentKind.DefaultValue
                    && SymbolEqualityComparer.Default.Equals(argument.Parameter?.OriginalDefinition, parameter.OriginalDefinition))
                {
                    yield return (block, argument.Value);
                }
            }
        }
    }

    /// <summary>Gets the references to a field or property in a file.</summary>
    public static IEnumerable<(CodeBlock Block, IOperation Reference)> ReferencesTo(
        CodeFile file,
        ISymbol member,
        CancellationToken cancellationToken)
    {
        foreach (var block in file.Blocks(cancellationToken))
        {
            foreach (var operation in block.Operations)
            {
                if (operation is IFieldReferenceOperation or IPropertyReferenceOperation
                    && SymbolEqualityComparer.Default.Equals(SymbolOf(operation)?.OriginalDefinition, member.OriginalDefinition))
                {
                    yield return (block, operation);
                }
            }
        }
    }

    /// <summary>Determines whether only the file's own type gives a field or property its value.</summary>
    public static bool IsOwn(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private,
        IPropertySymbol property => property.SetMethod is null or { DeclaredAccessibility: Accessibility.Private },
        _ => false,
    };

    public static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };
}
