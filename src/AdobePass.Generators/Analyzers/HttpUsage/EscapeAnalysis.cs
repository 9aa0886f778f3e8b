using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>How the result of a call is used.</summary>
internal enum ResultUse
{
    /// <summary>It is read or sent, and not kept after the method ends.</summary>
    Lost,

    /// <summary>It is returned to the caller.</summary>
    Returned,

    /// <summary>It is stored, or passed to code that may store it.</summary>
    Kept,
}

/// <summary>
/// Follows the result of a call through a body of code. A result counts as lost only if it is certainly not stored. A result that is stored
/// in a member, passed to code that is not analyzed or used in an unknown way counts as stored.
/// </summary>
internal sealed class EscapeAnalysis
{
    private const int MaxDepth = 3;

    // Calls that read or convert a value and store nothing.
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
    private ResultUse _resultUse;

    private EscapeAnalysis(CodeBlock block, int depth, CancellationToken cancellationToken)
    {
        _block = block;
        _depth = depth;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Determines how the result of an operation is used.</summary>
    public static ResultUse Of(CodeBlock block, IOperation result, CancellationToken cancellationToken) =>
        Of(block, result, MaxDepth, cancellationToken);

    private static ResultUse Of(CodeBlock block, IOperation result, int depth, CancellationToken cancellationToken)
    {
        var analysis = new EscapeAnalysis(block, depth, cancellationToken);
        analysis.Follow(result);
        return analysis._resultUse;
    }

    private static ResultUse OfParameter(CodeBlock body, IParameterSymbol parameter, int depth, CancellationToken cancellationToken)
    {
        var analysis = new EscapeAnalysis(body, depth, cancellationToken);
        analysis.FollowSymbol(parameter);
        return analysis._resultUse;
    }

    private void Record(ResultUse resultUse)
    {
        if (resultUse > _resultUse)
        {
            _resultUse = resultUse;
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

    // Follows a value outwards to its last use.
    private void Follow(IOperation value)
    {
        for (var current = value; _resultUse != ResultUse.Kept && current.Parent is { } parent; current = parent)
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
    /// Determines whether the containing operation includes the value: <c>(value)</c>, <c>$"…{value}"</c>, <c>new Pair(value)</c>,
    /// <c>Parse(value)</c>.
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

    /// <summary>Records where the value ends, and follows the object that then contains it.</summary>
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
                // The return value of a lambda goes to its caller.
                Record(FindLambda(parent) is null ? ResultUse.Returned : ResultUse.Kept);
                break;

            // Operations that only read a value, and statements. EndsInCall and EndsAsReceiver determine whether a call ends a value.
            case IArgumentOperation or IInvocationOperation or IConditionalOperation:
            case IExpressionStatementOperation or IUsingOperation or IUsingDeclarationOperation or IBlockOperation
                or IVariableDeclarationGroupOperation or ILockOperation:
            case IBinaryOperation or IUnaryOperation or IIsTypeOperation or INameOfOperation or IIncrementOrDecrementOperation
                or ISwitchOperation or IWhileLoopOperation or IForLoopOperation:
                break;
            default:
                Record(ResultUse.Kept);
                break;
        }
    }

    // After "?.", the receiver is a placeholder for the value before it.
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
                // A member in an initializer: the initialized object contains the value.
                FollowInitializer(member);
                break;
            case IPropertyReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation:
                FollowHolder(target);
                break;
            default:
                Record(ResultUse.Kept);
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

        Record(ResultUse.Kept);
    }

    // request.Content = …, form["client_secret"] = …: an object that the method created contains the value.
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
            Record(ResultUse.Kept);
        }
    }

    private bool IsMadeHere(ILocalSymbol local) =>
        _block.OnlyValueOf(local) is { } value
            && HttpTypes.WalkDownConversions(value) is IObjectCreationOperation or IArrayCreationOperation
                or IAnonymousObjectCreationOperation;

    // Determines whether an argument ends in the call; otherwise, the result of the call includes it.
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
                Record(ResultUse.Kept);
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

        // A method of a DTO, or a send method of a client that has the value in a header.
        if (HttpTypes.IsSending(method))
        {
            return true;
        }

        Record(ResultUse.Kept);
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

    // A method of the same file is analyzed. Any other method may store its argument.
    private bool EndsInHelper(IInvocationOperation call, IArgumentOperation argument)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (_depth == 0
            || argument.Parameter is not { } parameter
            || method is not { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsOverride: false, IsAbstract: false }
            || parameter.Ordinal >= method.Parameters.Length || _block.File.BlockOf(method, _cancellationToken) is not { } body)
        {
            Record(ResultUse.Kept);
            return true;
        }

        switch (OfParameter(body, method.Parameters[parameter.Ordinal], _depth - 1, _cancellationToken))
        {
            case ResultUse.Kept:
                Record(ResultUse.Kept);
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
    /// Determines whether the operation is in a factory lambda, such as <c>cache.GetOrCreateAsync(key, () => …)</c>, whose caller stores
    /// the result.
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
