using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>What becomes of the result of a call.</summary>
internal enum ResultUse
{
    /// <summary>It is read, sent on and forgotten when the method ends.</summary>
    Lost,

    /// <summary>The caller gets it.</summary>
    Returned,

    /// <summary>It is kept, or goes where it may be kept.</summary>
    Kept,
}

/// <summary>
/// Follows the result of a call through a body of code. Only what is certainly not kept counts as lost: whatever is stored in a member,
/// passed to code out of sight or used in a way that is
/// not known here counts as kept.
/// </summary>
internal sealed class EscapeAnalysis
{
    private const int MaxDepth = 3;

    // Calls that read a value or shape it, and keep nothing.
    private static readonly HashSet<string> Readers = new(StringComparer.Ordinal)
    {
        "ConfigureAwait", "EnsureSuccessStatusCode", "ReadAsStringAsync", "ReadAsStreamAsync", "ReadAsByteArrayAsync", "ReadFromJsonAsync",
        "ReadAsync", "ReadToEnd", "ReadToEndAsync", "ReadAsAsync",
        "Parse", "ParseAsync", "Deserialize", "DeserializeAsync", "DeserializeObject", "SerializeToElement", "Load", "GetProperty",
        "TryGetProperty", "GetString", "GetInt32", "GetInt64", "GetDouble", "GetRawText", "GetValue",
        "TryGetValue", "ToString", "Trim", "Substring", "Split", "Replace", "ToObject", "Value", "Clone", "EnumerateObject",
        "EnumerateArray", "AsObject", "AsArray", "AsValue", "GetResult", "GetAwaiter", "AsTask", "SelectToken",
        "Concat", "Format", "Join", "EscapeDataString", "UrlEncode", "GetBytes", "ToBase64String", "FromSeconds", "FromMilliseconds",
        "FromMinutes", "AddSeconds", "AddMilliseconds", "AddMinutes", "FromUnixTimeSeconds", "FromUnixTimeMilliseconds", "ToInt64",
        "ToInt32", "IsNullOrEmpty", "IsNullOrWhiteSpace", "Equals", "StartsWith", "Contains", "ThrowIfNull", "ThrowIfNullOrEmpty",
        "First", "FirstOrDefault", "Single", "SingleOrDefault", "ToArray", "ToList", "ToDictionary", "Select", "Where", "Add", "TryAdd",
        "TryAddWithoutValidation", "ParseAdd", "Remove", "Clear", "Reveal", "Create", "Dispose", "DisposeAsync",
    };

    private static readonly string[] ReaderNamespaces = ["System.Net.Http", "System.Text.Json", "System.Text", "System.Linq",
        "System.Collections", "Newtonsoft.Json", "System.IO", "System.Threading.Tasks", "System.Runtime.CompilerServices"];

    private static readonly HashSet<string> ShowingTypes = new(StringComparer.Ordinal) { "Console", "Debug", "Trace", "LoggerExtensions",
        "ILogger", "Assert" };

    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);
    private readonly int _depth;
    private readonly CodeBlock _block;
    private ResultUse _fate;

    private EscapeAnalysis(CodeBlock block, int depth, CancellationToken cancellationToken)
    {
        _block = block;
        _depth = depth;
        _cancellationToken = cancellationToken;
    }

    /// <summary>What becomes of the result of an operation.</summary>
    public static ResultUse Of(CodeBlock block, IOperation result, CancellationToken cancellationToken) =>
        Of(block, result, MaxDepth, cancellationToken);

    private static ResultUse Of(CodeBlock block, IOperation result, int depth, CancellationToken cancellationToken)
    {
        var retention = new EscapeAnalysis(block, depth, cancellationToken);
        retention.Follow(result);
        return retention._fate;
    }

    private static ResultUse OfParameter(CodeBlock body, IParameterSymbol parameter, int depth, CancellationToken cancellationToken)
    {
        var retention = new EscapeAnalysis(body, depth, cancellationToken);
        retention.FollowSymbol(parameter);
        return retention._fate;
    }

    private void Note(ResultUse fate)
    {
        if (fate > _fate)
        {
            _fate = fate;
        }
    }

    private void FollowSymbol(ISymbol symbol)
    {
        if (_followed.Add(symbol))
        {
            foreach (var reference in _block.ReferencesTo(symbol)
                .Where(static each => each is not ILocalReferenceOperation { IsDeclaration: true }))
            {
                Follow(reference);
            }
        }
    }

    // From a value outwards to where it ends.
    private void Follow(IOperation value)
    {
        for (var current = value; _fate != ResultUse.Kept && current.Parent is { } parent; current = parent)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (!PassesOn(parent, current))
            {
                End(parent, current);
                return;
            }
        }
    }

    /// <summary>
    /// Whether what is around the value has it too: <c>(value)</c>, <c>$"…{value}"</c>, <c>new Pair(value)</c>, <c>Parse(value)</c>.
    /// </summary>
    private bool PassesOn(IOperation parent, IOperation current)
    {
        switch (parent)
        {
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation or ITupleOperation or ICoalesceOperation
                or IThrowOperation:
            case IInterpolationOperation or IInterpolatedStringOperation or IInterpolatedStringAppendOperation
                or IInterpolatedStringHandlerCreationOperation:
            case IArrayInitializerOperation or IArrayCreationOperation or IObjectOrCollectionInitializerOperation
                or IMemberInitializerOperation:
            case IObjectCreationOperation or IAnonymousObjectCreationOperation or ISwitchExpressionArmOperation
                or ISwitchExpressionOperation:
            case IPropertyReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation or IInlineArrayAccessOperation
                or IImplicitIndexerReferenceOperation:
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }:
            case IInvocationOperation when current is IArgumentOperation:
                return true;
            case IConditionalOperation conditional:
                return conditional.Condition != current && conditional.Type is not null;
            case IConditionalAccessOperation access:
                if (access.Operation == current)
                {
                    FollowMembers(access);
                }

                return true;
            case IArgumentOperation argument:
                return !EndsInCall(argument);
            case IInvocationOperation call when call.Instance == current:
                return !EndsAsReceiver(call);
            default:
                return false;
        }
    }

    /// <summary>Notes where the value ends, and follows what holds it from there on.</summary>
    private void End(IOperation parent, IOperation current)
    {
        switch (parent)
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                FollowSymbol(declarator.Symbol);
                break;
            case IDeconstructionAssignmentOperation deconstruction when deconstruction.Value == current:
                foreach (var target in deconstruction.Target.DescendantsAndSelf())
                {
                    FollowTarget(target);
                }

                break;
            case IAssignmentOperation assignment:
                if (assignment.Value == current)
                {
                    FollowTarget(assignment.Target);
                }

                break;
            case IIsPatternOperation pattern:
                foreach (var symbol in pattern.Pattern.DescendantsAndSelf()
                    .OfType<IDeclarationPatternOperation>()
                    .Select(static declared => declared.DeclaredSymbol)
                    .OfType<ISymbol>())
                {
                    FollowSymbol(symbol);
                }

                break;
            case IForEachLoopOperation loop:
                foreach (var local in loop.Locals)
                {
                    FollowSymbol(local);
                }

                break;
            case IReturnOperation:
                // What a lambda returns goes to whoever calls it.
                Note(FindLambda(parent) is null ? ResultUse.Returned : ResultUse.Kept);
                break;

            // What only looks at a value, and statements. A call ends a value where EndsInCall and EndsAsReceiver say so.
            case IArgumentOperation or IInvocationOperation or IConditionalOperation:
            case IExpressionStatementOperation or IUsingOperation or IUsingDeclarationOperation or IBlockOperation
                or IVariableDeclarationGroupOperation or ILockOperation:
            case IBinaryOperation or IUnaryOperation or IIsTypeOperation or INameOfOperation or IIncrementOrDecrementOperation
                or ISwitchOperation or IWhileLoopOperation or IForLoopOperation:
                break;
            default:
                Note(ResultUse.Kept);
                break;
        }
    }

    // Behind "?." the receiver is a stand-in.
    private void FollowMembers(IConditionalAccessOperation access)
    {
        foreach (var instance in access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>())
        {
            Follow(instance);
        }
    }

    private void FollowTarget(IOperation target)
    {
        switch (HttpTypes.WalkDownConversions(target))
        {
            case ILocalReferenceOperation local:
                FollowSymbol(local.Local);
                break;
            case IDeclarationExpressionOperation declaration:
                FollowTarget(declaration.Expression);
                break;
            case IDiscardOperation or ITupleOperation:
                break;
            case IPropertyReferenceOperation
            {
                Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }
            } member:
                // A member in an initializer: what is initialized holds the value.
                FollowInitializer(member);
                break;
            case IPropertyReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation:
                FollowHolder(target);
                break;
            default:
                Note(ResultUse.Kept);
                break;
        }
    }

    private void FollowInitializer(IOperation member)
    {
        for (var parent = member.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IObjectCreationOperation or IAnonymousObjectCreationOperation or IWithOperation)
            {
                Follow(parent);
                return;
            }
        }

        Note(ResultUse.Kept);
    }

    // request.Content = …, form["client_secret"] = …: an object that the method has made holds the value.
    private void FollowHolder(IOperation target)
    {
        var root = HttpTypes.WalkDownConversions(target);
        while (true)
        {
            var inner = root switch
            {
                IPropertyReferenceOperation property => property.Instance,
                IFieldReferenceOperation field => field.Instance,
                IArrayElementReferenceOperation element => element.ArrayReference,
                _ => null,
            };
            if (inner is null)
            {
                break;
            }

            root = HttpTypes.WalkDownConversions(inner);
        }

        if (root is ILocalReferenceOperation { Local: var local } && IsMadeHere(local))
        {
            FollowSymbol(local);
        }
        else
        {
            Note(ResultUse.Kept);
        }
    }

    private bool IsMadeHere(ILocalSymbol local) =>
        _block.OnlyValueOf(local) is { } value
            && HttpTypes.WalkDownConversions(value) is IObjectCreationOperation or IArrayCreationOperation
                or IAnonymousObjectCreationOperation;

    // Whether an argument ends in the call; otherwise the call's result has it.
    private bool EndsInCall(IArgumentOperation argument)
    {
        switch (argument.Parent)
        {
            case IObjectCreationOperation:
                return false;
            case IPropertyReferenceOperation:
                return true;
            case IInvocationOperation call:
                var method = call.TargetMethod;
                if (HttpTypes.IsSending(method)
                    || IsShowing(method)
                    || call.Instance is IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType.Name: "Console" } }
                    || method.Name is "ThrowIfNull" or "ThrowIfNullOrEmpty" or "ThrowIfNullOrWhiteSpace")
                {
                    return true;
                }

                if (IsReader(method))
                {
                    FollowOutputs(call);
                    if (method.Name is "Add" or "TryAdd" or "TryAddWithoutValidation" && call.Instance is { } collection)
                    {
                        FollowHolder(collection);
                        return true;
                    }

                    return method.ReturnsVoid;
                }

                return EndsInHelper(call, argument);
            default:
                Note(ResultUse.Kept);
                return true;
        }
    }

    private bool EndsAsReceiver(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (IsReader(method) || IsShowing(method))
        {
            FollowOutputs(call);
            return method.ReturnsVoid;
        }

        // A DTO's own method, or the sending of a client that carries a header.
        if (HttpTypes.IsSending(method))
        {
            return true;
        }

        Note(ResultUse.Kept);
        return true;
    }

    private void FollowOutputs(IInvocationOperation call)
    {
        foreach (var output in call.Arguments)
        {
            if (output.Parameter?.RefKind == RefKind.Out)
            {
                FollowTarget(output.Value);
            }
        }
    }

    // A method of the same file is looked into; any other may keep what it gets.
    private bool EndsInHelper(IInvocationOperation call, IArgumentOperation argument)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (_depth == 0
            || argument.Parameter is not { } parameter
            || method is not { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsOverride: false, IsAbstract: false }
            || parameter.Ordinal >= method.Parameters.Length || _block.File.BlockOf(method, _cancellationToken) is not { } body)
        {
            Note(ResultUse.Kept);
            return true;
        }

        switch (OfParameter(body, method.Parameters[parameter.Ordinal], _depth - 1, _cancellationToken))
        {
            case ResultUse.Kept:
                Note(ResultUse.Kept);
                return true;
            case ResultUse.Returned:
                return false;
            default:
                return true;
        }
    }

    private static bool IsReader(IMethodSymbol method)
    {
        if (!Readers.Contains(method.Name))
        {
            return false;
        }

        var space = method.ContainingNamespace?.ToDisplayString() ?? string.Empty;
        return method.ContainingType.SpecialType != SpecialType.None
            || space == "System"
            || space == "AdobePass"
            || method.Name == "ToString"
            || ReaderNamespaces.Any(each => space.StartsWith(each, StringComparison.Ordinal));
    }

    private static bool IsShowing(IMethodSymbol method) => ShowingTypes.Contains(method.ContainingType.Name);

    private static IOperation? FindLambda(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation)
            {
                return parent;
            }

            if (parent is ILocalFunctionOperation)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the operation stands in a lambda that a factory gets, <c>cache.GetOrCreateAsync(key, () => …)</c>, whose result is kept by
    /// the one who calls it.
    /// </summary>
    public static bool IsInsideFactory(IOperation operation)
    {
        for (var lambda = FindLambda(operation); lambda is not null; lambda = FindLambda(lambda))
        {
            for (var parent = lambda.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent is IInvocationOperation { TargetMethod.Name: var name })
                {
                    if (!name.StartsWith("Map", StringComparison.Ordinal)
                        && name is not ("Run" or "StartNew" or "ForEachAsync" or "ForEach" or "Invoke" or "InvokeAsync"))
                    {
                        return true;
                    }

                    break;
                }

                if (parent is IObjectCreationOperation { Type.Name: "Lazy" or "AsyncLazy" })
                {
                    return true;
                }

                if (parent is IExpressionStatementOperation or IVariableInitializerOperation or IAnonymousFunctionOperation)
                {
                    break;
                }
            }
        }

        return false;
    }
}
