using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.ValueFlow;

/// <content>Follows a value into the methods and constructors that get it.</content>
internal sealed partial class ValueFlow
{
    // Determines whether the result of the call, or the created object, includes an argument.
    private bool PassesThroughCall(IArgumentOperation argument)
    {
        switch (argument.Parent)
        {
            case IObjectCreationOperation creation:
                return PassesIntoObject(creation, argument);
            case IInvocationOperation call:
                return PassesThrough(call, argument.Parameter, argument, call.Arguments, isReceiver: false);
            default:
                // The index of an indexer.
                Record(FlowEnd.Used, argument);
                return false;
        }
    }

    private bool PassesThroughReceiver(IInvocationOperation call) => PassesThrough(call, null, call, call.Arguments, isReceiver: true);

    private bool PassesIntoObject(IObjectCreationOperation creation, IArgumentOperation argument)
    {
        if (ExternalMethods.IsException(creation.Type))
        {
            Record(FlowEnd.Shown, creation);
            return false;
        }

        if (creation.Constructor is { } constructor && argument.Parameter is { } parameter
            && _methods.Of(constructor, parameter, _parts) is { } summary)
        {
            // The object contains the value, whatever its constructor does with it.
            AddSinks(summary.Sinks.Where(sink => sink.End != FlowEnd.Member
                || !SymbolEqualityComparer.Default.Equals(sink.Symbol?.ContainingType, constructor.ContainingType)
                || sink.Symbol!.IsStatic), creation.Arguments, null);
        }

        return true;
    }

    // What a method passes to a delegate goes to the lambda or the method that the call passes for it.
    private void AddSinks(IEnumerable<FlowSink> sinks, IEnumerable<IArgumentOperation> arguments, IOperation? via)
    {
        foreach (var sink in sinks)
        {
            if (sink is not { End: FlowEnd.Delegate, Operation: IArgumentOperation { Parameter.Ordinal: var ordinal } })
            {
                _sinks.Add(via is null ? sink : sink with { Via = via });
                continue;
            }

            var passed = arguments.FirstOrDefault(each =>
                SymbolEqualityComparer.Default.Equals(each.Parameter?.OriginalDefinition, sink.Symbol));
            var called = passed is null ? null : Conversions.WalkDown(passed.Value);
            if (called is not null && LambdaIn(called) is { } lambda && ordinal < lambda.Symbol.Parameters.Length)
            {
                FollowSymbol(lambda.Symbol.Parameters[ordinal]);
            }
            else if (called is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } }
                && ordinal < method.Parameters.Length
                && _methods.Of(method, method.Parameters[ordinal], _parts) is { } summary)
            {
                AddSinks(summary.Sinks, [], via ?? passed);
                if (summary.IsReturned && passed!.Parent is IInvocationOperation call)
                {
                    Follow(call);
                }
            }
            else
            {
                Record(FlowEnd.Stored, passed ?? sink.Operation);
            }
        }
    }

    private bool PassesThrough(
        IInvocationOperation call,
        IParameterSymbol? parameter,
        IOperation argument,
        IEnumerable<IArgumentOperation> arguments,
        bool isReceiver)
    {
        var method = call.TargetMethod.ReducedFrom ?? call.TargetMethod;
        if (IsDelegateCall(call, out var lambda))
        {
            // next(request): the next handler of a pipeline.
            if (lambda is null && ExternalMethods.IsSending(method))
            {
                Record(FlowEnd.Sent, call);
                return false;
            }

            if (DelegateParameterOf(call) is { } received && argument is IArgumentOperation)
            {
                Record(FlowEnd.Delegate, argument, received);
                return false;
            }

            return PassesIntoLambda(lambda, parameter, call);
        }

        if (method.MethodKind == MethodKind.LocalFunction)
        {
            if (parameter is not null)
            {
                FollowSymbol(method.OriginalDefinition.Parameters[parameter.Ordinal]);
            }

            return false;
        }

        if (ExternalMethods.IsShowing(method.ContainingType))
        {
            Record(FlowEnd.Shown, call);
            return false;
        }

        if (HttpLibraries.RefitMethodOf(method) is null && _methods.Of(method, parameter, isReceiver, _parts) is { } summary)
        {
            AddSinks(summary.Sinks, arguments, call);
            foreach (var holder in summary.Holders)
            {
                FollowHolder(call, method, holder);
            }

            // Find(json, "client_id") returns one part.
            return summary.IsReturned && _parts.ContainsKey(call.Arguments);
        }

        return PassesThroughExternal(call, method, argument, arguments, isReceiver);
    }

    private bool PassesIntoLambda(IAnonymousFunctionOperation? lambda, IParameterSymbol? parameter, IInvocationOperation call)
    {
        if (lambda is null || parameter is null || parameter.Ordinal >= lambda.Symbol.Parameters.Length)
        {
            Record(FlowEnd.Stored, call);
            return false;
        }

        FollowSymbol(lambda.Symbol.Parameters[parameter.Ordinal]);
        return false;
    }

    private bool PassesThroughExternal(
        IInvocationOperation call,
        IMethodSymbol method,
        IOperation argument,
        IEnumerable<IArgumentOperation> arguments,
        bool isReceiver)
    {
        switch (ExternalMethods.EffectOf(method))
        {
            case MethodEffect.Sends:
                // A response is not a part of the request.
                Record(FlowEnd.Sent, call);
                return false;
            case MethodEffect.Shows:
                Record(FlowEnd.Shown, call);
                return false;
            case MethodEffect.Caches:
                Record(FlowEnd.Cache, call);
                return true;
            case MethodEffect.Tests:
                Record(FlowEnd.Used, call);
                return false;
            case MethodEffect.Adds when !isReceiver && ReceiverOf(call, method) is { } holder && holder != argument:
                _targets.FollowHolder(holder, call);
                return method.Name is "GetOrAdd" or "AddOrUpdate" or "SetItem"
                    || method.Name.StartsWith("Append", StringComparison.Ordinal);
            case MethodEffect.Writes when !isReceiver && call.Instance is { } stream:
                _targets.FollowStream(stream, call);
                return false;
            case MethodEffect.Writes when isReceiver && method.Name is "CopyTo" or "CopyToAsync":
                _targets.FollowStream(call.Arguments[0].Value, call);
                return false;
            case MethodEffect.Adds or MethodEffect.Converts or MethodEffect.Writes:
                FollowOutputs(arguments, call);
                FollowLambdas(arguments);
                return !method.ReturnsVoid && _parts.ContainsKey(call.Arguments);
            default:
                Record(FlowEnd.Stored, call);
                return false;
        }
    }

    // Select(value => …), ContinueWith(task => …): the lambda gets the value.
    private void FollowLambdas(IEnumerable<IArgumentOperation> arguments)
    {
        foreach (var lambda in arguments.Select(static argument => LambdaIn(argument.Value)).OfType<IAnonymousFunctionOperation>())
        {
            foreach (var parameter in lambda.Symbol.Parameters)
            {
                FollowSymbol(parameter);
            }
        }
    }

    private static IAnonymousFunctionOperation? LambdaIn(IOperation value) => Conversions.WalkDown(value) switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation target } => target,
        IAnonymousFunctionOperation target => target,
        _ => null,
    };

    private static IOperation? ReceiverOf(IInvocationOperation call, IMethodSymbol method) =>
        call.Instance ?? (method.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null);

    private void FollowOutputs(IEnumerable<IArgumentOperation> arguments, IOperation call)
    {
        foreach (var output in arguments)
        {
            if (output.Parameter?.RefKind == RefKind.Out)
            {
                _targets.Follow(output.Value, call);
            }
        }
    }

    // A method put the value into one of its arguments, or into the object that it was called on.
    private void FollowHolder(IInvocationOperation call, IMethodSymbol method, ISymbol holder)
    {
        if (holder is not IParameterSymbol parameter)
        {
            if (call.Instance is { } instance and not IInstanceReferenceOperation)
            {
                _targets.FollowHolder(instance, call);
            }

            return;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == parameter.Ordinal)
            {
                if (parameter.RefKind is RefKind.Out or RefKind.Ref)
                {
                    _targets.Follow(argument.Value, call);
                }
                else
                {
                    _targets.FollowHolder(argument.Value, call);
                }
            }
        }
    }

    // The parameter of the analyzed method that a call runs: next(value), next.Invoke(value).
    private IParameterSymbol? DelegateParameterOf(IInvocationOperation call) =>
        call.Instance is IParameterReferenceOperation { Parameter: { ContainingSymbol: var method } parameter }
        && SymbolEqualityComparer.Default.Equals(method, _block.Owner)
            ? parameter
            : null;

    private bool IsDelegateCall(IInvocationOperation call, out IAnonymousFunctionOperation? lambda)
    {
        lambda = null;
        if (call.TargetMethod.MethodKind != MethodKind.DelegateInvoke)
        {
            return false;
        }

        if (call.Instance is ILocalReferenceOperation { Local: var local } && _block.OnlyValueOf(local) is { } value)
        {
            lambda = LambdaIn(value);
        }

        return true;
    }
}
