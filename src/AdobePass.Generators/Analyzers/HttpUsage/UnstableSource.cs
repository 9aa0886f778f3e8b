using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Finds sources of values that change at every start.</summary>
internal static class UnstableSource
{
    /// <summary>
    /// Finds the source of a value that is computed in place, or in a local that is used only here. Arguments of other calls are not
    /// analyzed.
    /// </summary>
    public static string? Find(CodeBlock block, IOperation value, CancellationToken cancellationToken) =>
        new Search(cancellationToken).Find(block, value);

    private sealed class Search(CancellationToken cancellationToken)
    {
        private const int MaxDepth = 24;
        private const int MaxReturns = 3;

        private int _depth;

        public string? Find(CodeBlock block, IOperation value)
        {
            if (++_depth > MaxDepth)
            {
                return null;
            }

            switch (Conversions.WalkDown(value))
            {
                case IInvocationOperation call:
                    return FindKnown(call.TargetMethod.ContainingType, call.TargetMethod.Name)
                        ?? (call.Instance is { } instance && IsPlain(instance.Type) ? Find(block, instance) : null)
                        ?? (IsShaping(call.TargetMethod) ? FindAny(block, call.Arguments.Select(static argument => argument.Value)) : null)
                        ?? FindInMethod(block, call);
                case IPropertyReferenceOperation property:
                    return FindKnown(property.Property.ContainingType, property.Property.Name)
                        ?? (property.Instance is { } owner && IsPlain(owner.Type) ? Find(block, owner) : null)
                        ?? FindInMember(block, property.Property);
                case IFieldReferenceOperation field:
                    return FindInMember(block, field.Field);
                case ISimpleAssignmentOperation assignment:
                    return Find(block, assignment.Value);
                case ICoalesceAssignmentOperation { Target: IFieldReferenceOperation { Field: var field } }:
                    return FindInMember(block, field);

                // A local with other uses may be stored there.
                case ILocalReferenceOperation local
                    when block.OnlyValueOf(local.Local) is { } only
                        && block.ReferencesTo(local.Local)
                            .All(each => each == Conversions.WalkDown(value) || !IdentifierUse.MayStore(each)):
                    return Find(block, only);
                case IBinaryOperation binary:
                    return FindAny(block, [binary.LeftOperand, binary.RightOperand]);
                case ICoalesceOperation coalesce:
                    return FindAny(block, [coalesce.Value, coalesce.WhenNull]);
                case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                    return FindAny(block, [conditional.WhenTrue, whenFalse]);
                case IInterpolatedStringOperation interpolated:
                    return FindAny(block, interpolated.Parts.OfType<IInterpolationOperation>().Select(static part => part.Expression));
                case IArrayCreationOperation { Initializer: { } elements }:
                    return FindAny(block, elements.ElementValues);
                case IObjectCreationOperation { Type.Name: "Lazy", Arguments: [{ Value: var factory }, ..] }:
                    return factory.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().FirstOrDefault()?.Body is { } body
                        ? FindReturned(block, body.Descendants())
                        : factory.DescendantsAndSelf().OfType<IMethodReferenceOperation>().FirstOrDefault()?.Method is { } method
                            && block.File.BodyOf(block, method, cancellationToken) is { } named
                            && named != block
                            ? FindReturned(named, named.Operations)
                            : null;
                case IObjectCreationOperation { Type: { } type } creation when IsPlain(type):
                    return FindAny(block, creation.Arguments.Select(static argument => argument.Value));
                default:
                    return null;
            }
        }

        // A method of the file that returns a new value, or returns an argument and stores it nowhere.
        private string? FindInMethod(CodeBlock block, IInvocationOperation call)
        {
            if (block.File.BodyOf(block, call.TargetMethod, cancellationToken) is not { } body || body == block)
            {
                return null;
            }

            if (body.Operations.Any(IsStoring))
            {
                return null;
            }

            if (FindReturned(body, body.Operations) is { } source)
            {
                return source;
            }

            foreach (var argument in call.Arguments)
            {
                if (argument.Parameter is { } parameter
                    && call.TargetMethod.OriginalDefinition.Parameters.Length > parameter.Ordinal
                    && body.ReferencesTo(call.TargetMethod.OriginalDefinition.Parameters[parameter.Ordinal]) is { Count: > 0 } uses
                    && uses.All(IsReturned)
                    && Find(block, argument.Value) is { } passed)
                {
                    return passed;
                }
            }

            return null;
        }

        // Code that returns one value and stores nothing.
        private string? FindReturned(CodeBlock block, IEnumerable<IOperation> code)
        {
            var operations = code.ToList();
            var returned = operations.OfType<IReturnOperation>()
                .Select(static each => each.ReturnedValue)
                .OfType<IOperation>()
                .ToList();
            return returned.Count == 1 && !operations.Any(IsStoring) ? Find(block, returned[0]) : null;
        }

        // A call or an assignment that may store a value permanently.
        private static bool IsStoring(IOperation operation) => operation switch
        {
            IInvocationOperation { TargetMethod.Name: var name } =>
                StoringWords.Any(word => name.IndexOf(word, StringComparison.Ordinal) >= 0),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } } => true,
            _ => false,
        };

        private static bool IsReturned(IOperation reference)
        {
            for (var parent = reference.Parent; parent is not null; parent = parent.Parent)
            {
                switch (parent)
                {
                    case IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalOperation
                        or IInterpolationOperation or IInterpolatedStringOperation or IBinaryOperation or IArgumentOperation:
                    case IInvocationOperation call when IsShaping(call.TargetMethod):
                        continue;
                    case IReturnOperation:
                        return true;
                    default:
                        return false;
                }
            }

            return false;
        }

        // A field or property of the file whose only value is a new one, and that no code stores.
        private string? FindInMember(CodeBlock block, ISymbol member)
        {
            if (member is IPropertySymbol { IsIndexer: true })
            {
                return null;
            }

            if (block.File.BlockOf(member, cancellationToken) is { Root: not ISymbolInitializerOperation } getter)
            {
                return FindReturned(getter, getter.Operations);
            }

            return AssignedValues.IsOwn(member)
                && AssignedValues.Of(block.File, member, cancellationToken).Take(2).ToList() is [var only]
                && Find(only.Block, only.Value) is { } source
                && !AssignedValues.ReferencesTo(block.File, member, cancellationToken)
                    .Any(each => MayStore(each.Block, each.Reference, MaxReturns))
                ? source
                : null;
        }

        // A member of the project that returns the value: all code that reads the member is known.
        private bool MayStore(CodeBlock block, IOperation reference, int depth)
        {
            switch (IdentifierUse.FateOf(reference))
            {
                case IdentifierFate.Read:
                    return false;
                case IdentifierFate.Returned when depth > 0 && block.Owner is { } owner:
                    var member = (owner as IMethodSymbol)?.AssociatedSymbol ?? owner;
                    return !(CodeProject.Of(block.File).IsProgram || member.DeclaredAccessibility == Accessibility.Private)
                        || UsesOf(block, member) is not { } uses
                        || uses.Any(each => MayStore(each.Block, each.Operation, depth - 1));
                case IdentifierFate.Stored when depth > 0:
                    return MayStoreInMethod(block, reference, depth - 1);
                default:
                    return true;
            }
        }

        // Encode(id): a method of the file that only returns its argument in another format.
        private bool MayStoreInMethod(CodeBlock block, IOperation reference, int depth)
        {
            if (Conversions.WalkUp(reference).Parent is not IArgumentOperation
                {
                    Parameter: { } parameter,
                    Parent: IInvocationOperation call,
                }
                || block.File.BodyOf(block, call.TargetMethod, cancellationToken) is not { } body)
            {
                return true;
            }

            var fates = body.ReferencesTo(call.TargetMethod.OriginalDefinition.Parameters[parameter.Ordinal])
                .Select(IdentifierUse.FateOf)
                .ToList();
            return fates.Contains(IdentifierFate.Stored)
                || (fates.Contains(IdentifierFate.Returned) && MayStore(block, call, depth));
        }

        private IReadOnlyList<(CodeBlock Block, IOperation Operation)>? UsesOf(CodeBlock block, ISymbol member) => member switch
        {
            IMethodSymbol method => CodeProject.Of(block.File).CallsOf(method, cancellationToken),
            _ => CodeProject.Of(block.File).UsesOf(member, cancellationToken),
        };

        private string? FindAny(CodeBlock block, IEnumerable<IOperation> values) =>
            values.Select(value => Find(block, value)).FirstOrDefault(static found => found is not null);

    }

    private static readonly HashSet<string> KnownTypes = new(StringComparer.Ordinal)
    {
        "Guid", "Random", "RandomNumberGenerator", "DateTime", "DateTimeOffset", "TimeProvider", "Environment", "String", "Object",
        "HashCode", "HttpContext", "ConnectionInfo", "Path", "Process", "Stopwatch",
    };

    private static readonly string[] StoringWords =
        ["Write", "Save", "Store", "Set", "Put", "Add", "Insert", "Persist", "Append", "Create", "Execute", "Serialize", "Update"];

    // Values whose members only return them in another format.
    private static bool IsPlain(ITypeSymbol? type) =>
        type is { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            || type is { Name: "Process" or "Stopwatch" };

    private static bool IsShaping(IMethodSymbol method) =>
        method.Name is "Concat" or "Format" or "Join" or "ToString" or "GetBytes" or "ToBase64String" or "ToHexString" or "HashData"
            or "ComputeHash" or "Create"
        && NamespaceNames.Of(method.ContainingNamespace) is "System" or "System.Text" or "System.Security.Cryptography";

    private static string? FindKnown(INamedTypeSymbol? type, string member) =>
        type is not null && KnownTypes.Contains(type.Name) ? FindKnown(type.ToDisplayString(), member) : null;

    private static string? FindKnown(string type, string member) => (type, member) switch
    {
        ("System.Guid", "NewGuid" or "CreateVersion7") => "Guid." + member,
        ("System.Random", "Next" or "NextInt64" or "NextDouble" or "NextBytes" or "Shared") => "Random",
        ("System.Security.Cryptography.RandomNumberGenerator", "GetBytes" or "GetInt32" or "GetHexString" or "GetString") =>
            "RandomNumberGenerator",
        ("System.DateTime" or "System.DateTimeOffset", "Now" or "UtcNow" or "Today") => "the clock",
        ("System.TimeProvider", "GetUtcNow" or "GetLocalNow" or "GetTimestamp") => "the clock",
        ("System.Environment", "TickCount" or "TickCount64" or "ProcessId") => "Environment." + member,
        ("string" or "object", "GetHashCode") => "GetHashCode",
        ("System.HashCode", "Combine" or "ToHashCode") => "HashCode",
        ("Microsoft.AspNetCore.Http.HttpContext", "TraceIdentifier") => "the id of the request",
        ("Microsoft.AspNetCore.Http.ConnectionInfo", "Id") => "the id of the connection",
        ("System.IO.Path", "GetRandomFileName" or "GetTempFileName") => "Path." + member,
        ("System.Diagnostics.Process", "Id") => "the process id",
        ("System.Diagnostics.Stopwatch", "GetTimestamp") => "the clock",
        _ => null,
    };
}
