using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>The uses of symbols in a file. They are collected once, because many rules ask for the uses of many symbols.</summary>
internal sealed class FileIndex
{
    private static readonly List<(CodeBlock Block, IOperation Operation)> NoUses = [];

    private readonly Dictionary<string, List<(CodeBlock Block, IOperation Operation, ISymbol Symbol)>> _uses = new(StringComparer.Ordinal);
    private readonly Dictionary<ISymbol, List<(CodeBlock Block, IOperation Operation)>> _values = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<(CodeBlock Block, IOperation Operation)>> _passed = new(SymbolEqualityComparer.Default);

    public FileIndex(IEnumerable<CodeBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (block is { Root: ISymbolInitializerOperation initializer, Owner: { } owner })
            {
                Add(_values, owner.OriginalDefinition, block, initializer.Value);
            }

            foreach (var operation in block.Operations)
            {
                Add(block, operation);
            }
        }
    }

    /// <summary>Gets the called method, the constructor, the member or the parameter that an operation uses.</summary>
    public static ISymbol? SymbolOf(IOperation operation) => operation.Kind switch
    {
        OperationKind.Invocation => Unreduced(((IInvocationOperation)operation).TargetMethod),
        OperationKind.MethodReference => ((IMethodReferenceOperation)operation).Method,
        OperationKind.ObjectCreation => ((IObjectCreationOperation)operation).Constructor,
        OperationKind.FieldReference => ((IFieldReferenceOperation)operation).Field,
        OperationKind.PropertyReference => ((IPropertyReferenceOperation)operation).Property,
        OperationKind.ParameterReference => ((IParameterReferenceOperation)operation).Parameter,
        _ => null,
    };

    /// <summary>Gets the uses of the symbols with the name of a symbol, in source order.</summary>
    public IReadOnlyList<(CodeBlock Block, IOperation Operation, ISymbol Symbol)> UsesOfName(ISymbol symbol) =>
        _uses.TryGetValue(KeyOf(symbol), out var uses) ? uses : [];

    /// <summary>Gets the values of the initializer and the assignments of a field or property.</summary>
    public IReadOnlyList<(CodeBlock Block, IOperation Value)> ValuesOf(ISymbol member) =>
        _values.TryGetValue(member.OriginalDefinition, out var values) ? values : NoUses;

    /// <summary>Gets the values that calls pass for a parameter.</summary>
    public IReadOnlyList<(CodeBlock Block, IOperation Value)> PassedFor(IParameterSymbol parameter) =>
        _passed.TryGetValue(parameter.OriginalDefinition, out var values) ? values : NoUses;

    private static IMethodSymbol Unreduced(IMethodSymbol method) => method.ReducedFrom ?? method;

    // Other members that have the name of a type are filtered out later.
    private static string KeyOf(ISymbol symbol) =>
        symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol.ContainingType.Name : symbol.Name;

    private void Add(CodeBlock block, IOperation operation)
    {
        if (SymbolOf(operation) is { } symbol)
        {
            var key = KeyOf(symbol);
            if (!_uses.TryGetValue(key, out var uses))
            {
                _uses.Add(key, uses = []);
            }

            uses.Add((block, operation, symbol));
        }

        switch (operation.Kind)
        {
            case OperationKind.SimpleAssignment:
                var assignment = (ISimpleAssignmentOperation)operation;
                AddValue(block, assignment.Target, assignment.Value);
                break;
            case OperationKind.CoalesceAssignment:
                var coalesce = (ICoalesceAssignmentOperation)operation;
                AddValue(block, coalesce.Target, coalesce.Value);
                break;
            case OperationKind.DeconstructionAssignment:
                foreach (var target in operation.Descendants())
                {
                    if (AssignedValues.ValueInDeconstruction(target) is { } element)
                    {
                        AddValue(block, target, element);
                    }
                }

                break;
            case OperationKind.Argument
                when operation is IArgumentOperation { Parameter: { } parameter, ArgumentKind: not ArgumentKind.DefaultValue } argument
                && !parameter.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty:
                Add(_passed, parameter.OriginalDefinition, block, argument.Value);
                break;
            default:
                break;
        }
    }

    private void AddValue(CodeBlock block, IOperation target, IOperation value)
    {
        if (AssignedValues.SymbolOf(target) is { } member)
        {
            Add(_values, member.OriginalDefinition, block, value);
        }
    }

    private static void Add(
        Dictionary<ISymbol, List<(CodeBlock Block, IOperation Operation)>> index,
        ISymbol symbol,
        CodeBlock block,
        IOperation operation)
    {
        if (!index.TryGetValue(symbol, out var list))
        {
            index.Add(symbol, list = []);
        }

        list.Add((block, operation));
    }
}
