using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Looks at how often decisions and the configuration are asked for, at what is kept of an authorization, and at what a denial leads to.</summary>
internal sealed class DecisionRules : SourceRules
{
    private const int MostAttempts = 3;

    // Adobe asks to keep the configuration for a few minutes; fetching it anew after a minute is a refresh.
    private const double LongInterval = 60_000;

    // Of calls that wait until something comes.
    private static readonly string[] ArrivingWords = ["Wait", "Read", "Receive", "Next", "Dequeue", "Take", "Accept"];

    private static readonly HashSet<string> CacheTypes = new(StringComparer.Ordinal)
    {
        "IMemoryCache", "MemoryCache", "CacheExtensions", "IDistributedCache", "DistributedCacheExtensions", "HybridCache", "ObjectCache", "IDatabase", "IFusionCache",
    };

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(
        DiagnosticDescriptors.UnboundedRetry,
        DiagnosticDescriptors.ConfigurationInLoop,
        DiagnosticDescriptors.LogoutOnDenial,
        DiagnosticDescriptors.CachedAuthorization);

    public override bool IsRelevant(FilePrefilter screen) => screen.MayCallAdobePass || screen.MayCallGeneratedClient;

    public override void Analyze(FileAnalysis file)
    {
        if (file.IsQuietTest)
        {
            return;
        }

        foreach (var call in Calls(file, PassOperationKind.Authorize))
        {
            ReportRetry(file, call, "authorization");
            ReportCaching(file, call);
        }

        foreach (var call in Calls(file, PassOperationKind.Preauthorize))
        {
            ReportRetry(file, call, "preauthorization");
        }

        foreach (var call in Calls(file, PassOperationKind.GetConfiguration))
        {
            if (call.Call is IInvocationOperation invocation && Loops.Around(invocation) is { } loop && Loops.AsksTheSame(loop, invocation) && !Loops.HasExit(loop) && Waits.In(call.Block, loop, file.CancellationToken).All(static wait => wait.Milliseconds < LongInterval))
            {
                file.Report(DiagnosticDescriptors.ConfigurationInLoop, invocation.Syntax, "The configuration is fetched in every turn of the loop and is the same each time. Fetch it once, when the viewer is to choose a provider, and keep it for a few minutes");
            }
        }

        foreach (var call in Calls(file, PassOperationKind.Logout))
        {
            if (FollowsDenial(call.Call))
            {
                file.Report(DiagnosticDescriptors.LogoutOnDenial, call.Call.Syntax, "A denied decision logs the viewer out. A denial concerns one resource and says nothing of the login: show its message, and log out only when the viewer asks for it");
            }
        }
    }

    private static IReadOnlyList<CallSource> Calls(FileAnalysis file, PassOperationKind kind) => CallSources.Find(file.File, kind, file.Options.Hosts, file.CancellationToken);

    private static void ReportRetry(FileAnalysis file, CallSource call, string what)
    {
        if (call.Call is not IInvocationOperation invocation || Loops.Around(invocation) is not { } loop || !Loops.AsksTheSame(loop, invocation) || WaitsForSomethingElse(loop, invocation))
        {
            return;
        }

        var count = Loops.CountOf(loop);
        if (count > MostAttempts || (Loops.IsEndless(loop) && !Counts(loop)))
        {
            file.Report(DiagnosticDescriptors.UnboundedRetry, invocation.Syntax, $"This loop asks for the same {what} {(count is null ? "without bound" : $"up to {count} times")}. Ask again only where the error's action is \"retry\", and at most 2 or 3 times");
        }
    }

    // A loop that waits for the viewer asks anew for each playback, which is right.
    private static bool WaitsForSomethingElse(ILoopOperation loop, IInvocationOperation call) =>
        loop.Descendants().OfType<IAwaitOperation>().Any(each => !each.Descendants().Contains(call) && each.Descendants().Any(static awaited => awaited switch
        {
            IInvocationOperation { TargetMethod.Name: var name } => ArrivingWords.Any(word => name.IndexOf(word, StringComparison.Ordinal) >= 0) && !name.StartsWith("ReadAs", StringComparison.Ordinal) && !name.StartsWith("ReadFrom", StringComparison.Ordinal),
            IPropertyReferenceOperation or IFieldReferenceOperation => awaited.Parent is IAwaitOperation,
            _ => false,
        }));

    private static bool Counts(ILoopOperation loop) => loop.Descendants().Any(static each => each is IIncrementOrDecrementOperation or ICompoundAssignmentOperation);

    private static void ReportCaching(FileAnalysis file, CallSource call)
    {
        if (FindCache(call.Block, call.Call) is { } cache)
        {
            file.Report(DiagnosticDescriptors.CachedAuthorization, call.Call.Syntax, $"This authorization is kept in {cache} for later playback. A permit and its media token hold for the playback that asked: authorize before each one. Preauthorizations may be kept");
        }
    }

    private static string? FindCache(CodeBlock block, IOperation value)
    {
        var isReturned = false;
        for (var parent = value.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case IReturnOperation:
                    isReturned = true;
                    continue;
                case IBlockOperation or IAnonymousFunctionOperation or IDelegateCreationOperation when isReturned:
                    continue;
                case IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: var type } } when CacheTypes.Contains(type):
                    return type is "CacheExtensions" or "DistributedCacheExtensions" ? "a cache" : name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("Set", StringComparison.Ordinal) || name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("String", StringComparison.Ordinal) ? "a cache" : null;
                case ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field.IsStatic: true } or IPropertyReferenceOperation { Property.IsStatic: true } }:
                    return "a static member";
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    return block.ReferencesTo(local).Select(reference => HttpTypes.WalkUpConversions(reference).Parent is IArgumentOperation or ISimpleAssignmentOperation or IReturnOperation ? FindCache(block, reference) : null).FirstOrDefault(static found => found is not null);
                case IAwaitOperation or IConversionOperation or IArgumentOperation:
                    continue;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Serialize" or "SerializeToUtf8Bytes" }:
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    private static bool FollowsDenial(IOperation call)
    {
        for (IOperation child = call, parent = call.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IConditionalOperation conditional when conditional.WhenTrue == child && IsDenial(conditional.Condition):
                case IConditionalOperation { Condition: IPropertyReferenceOperation { Property.Name: "Authorized" } } granted when granted.WhenFalse == child:
                    return true;

                // Between the denial and the logout another question was asked, perhaps to the viewer.
                case IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return false;
                default:
                    break;
            }
        }

        return false;
    }

    private static bool IsDenial(IOperation condition) => HttpTypes.WalkDownConversions(condition) switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => HttpTypes.WalkDownConversions(operand) is IPropertyReferenceOperation { Property.Name: "Authorized" },
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, LeftOperand: var left, RightOperand.ConstantValue: { HasValue: true, Value: false } } => HttpTypes.WalkDownConversions(left) is IPropertyReferenceOperation { Property.Name: "Authorized" },
        IIsPatternOperation { Value: IPropertyReferenceOperation { Property.Name: "Authorized" }, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: false } } } => true,
        _ => false,
    };
}
