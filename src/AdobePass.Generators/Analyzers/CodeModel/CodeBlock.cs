using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>A body of code, an initializer, a default value or an attribute. The compiler binds it as a unit.</summary>
internal sealed class CodeBlock
{
    private readonly Dictionary<ISymbol, List<IOperation>> _references = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation?> _initialValues = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<OperationKind, List<IOperation>> _byKind = [];

    public CodeBlock(CodeFile file, IOperation root, ISymbol? owner)
    {
        File = file;
        Root = root;
        Owner = owner;
        var operations = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var operation in root.DescendantsAndSelf())
        {
            operations.Add(operation);
            Add(operation);
        }

        Operations = operations.ToImmutable();
        Calls = [.. OfKind(OperationKind.Invocation).Cast<IInvocationOperation>()];
    }

    public CodeFile File { get; }

    public IOperation Root { get; }

    /// <summary>Gets the method, accessor, field, property or parameter that it belongs to.</summary>
    public ISymbol? Owner { get; }

    /// <summary>Gets all operations, parents before children, in source order.</summary>
    public ImmutableArray<IOperation> Operations { get; }

    /// <summary>Gets the calls of methods, in source order.</summary>
    public IReadOnlyList<IInvocationOperation> Calls { get; }

    /// <summary>Gets the operations of a kind, in source order.</summary>
    public IReadOnlyList<IOperation> OfKind(OperationKind kind) => _byKind.TryGetValue(kind, out var operations) ? operations : [];

    /// <summary>Gets the references to a local or a parameter, without its declaration.</summary>
    public IReadOnlyList<IOperation> ReferencesTo(ISymbol symbol) =>
        _references.TryGetValue(symbol, out var references) ? references : [];

    /// <summary>
    /// Gets the only value that is assigned to a local; <see langword="null"/> if several are assigned or it is passed by reference.
    /// </summary>
    public IOperation? OnlyValueOf(ILocalSymbol local)
    {
        var value = _initialValues.TryGetValue(local, out var initial) ? initial : null;
        foreach (var reference in ReferencesTo(local))
        {
            if (IsWrite(reference, out var written))
            {
                if (value is not null || written is null)
                {
                    return null;
                }

                value = written;
            }
        }

        return value;
    }

    /// <summary>Gets the variable to which a pattern assigns the whole value.</summary>
    public static ISymbol? DeclaredBy(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
        IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
        IBinaryPatternOperation both when both.OperatorKind == BinaryOperatorKind.And =>
            DeclaredBy(both.LeftPattern) ?? DeclaredBy(both.RightPattern),
        _ => null,
    };

    /// <summary>
    /// Gets the assignment that always replaces the value of a local after another assignment, in the same sequence of statements;
    /// <see langword="null"/> if there is none.
    /// </summary>
    public IOperation? NextAssignmentAfter(IOperation assignment, ISymbol local)
    {
        var statement = assignment;
        while (statement.Parent is { } parent and not IBlockOperation)
        {
            statement = parent;
        }

        if (statement.Parent is not IBlockOperation block)
        {
            return null;
        }

        return block.Operations
            .SkipWhile(each => each != statement)
            .Skip(1)
            .FirstOrDefault(each => each is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: var target } }
                && target is ILocalReferenceOperation reference
                && SymbolEqualityComparer.Default.Equals(reference.Local, local));
    }

    private static bool IsWrite(IOperation reference, out IOperation? written)
    {
        written = null;
        switch (reference.Parent)
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == reference:
                written = assignment.IsRef ? null : assignment.Value;
                return true;
            case ICompoundAssignmentOperation compound when compound.Target == reference:
            case ICoalesceAssignmentOperation coalesce when coalesce.Target == reference:
            case IIncrementOrDecrementOperation:
            case ITupleOperation { Parent: IDeconstructionAssignmentOperation assignment } tuple when assignment.Target == tuple:
            case ITupleOperation { Parent: IDeclarationExpressionOperation }:
                written = AssignedValues.ValueInDeconstruction(reference);
                return true;
            case IDeclarationExpressionOperation:
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
            case IAddressOfOperation:
                return true;
            default:
                return false;
        }
    }

    // A comparison of kinds costs much less than a type check, and there are many operations.
    private void Add(IOperation operation)
    {
        var kind = operation.Kind;
        if (!_byKind.TryGetValue(kind, out var ofKind))
        {
            _byKind.Add(kind, ofKind = []);
        }

        ofKind.Add(operation);
        switch (kind)
        {
            case OperationKind.LocalReference:
                AddReference(((ILocalReferenceOperation)operation).Local, operation);
                break;
            case OperationKind.ParameterReference:
                AddReference(((IParameterReferenceOperation)operation).Parameter, operation);
                break;
            case OperationKind.VariableDeclarator:
                var declarator = (IVariableDeclaratorOperation)operation;
                _initialValues[declarator.Symbol] = (declarator.Initializer
                    ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value;
                break;
            case OperationKind.IsPattern
                when operation is IIsPatternOperation { Pattern: var pattern } test && DeclaredBy(pattern) is { } declared:
                // "value is { } name" and "value is string name" give the value another name.
                _initialValues[declared] = test.Value;
                break;
            default:
                break;
        }
    }

    private void AddReference(ISymbol symbol, IOperation reference)
    {
        if (!_references.TryGetValue(symbol, out var references))
        {
            _references.Add(symbol, references = []);
        }

        references.Add(reference);
    }
}
