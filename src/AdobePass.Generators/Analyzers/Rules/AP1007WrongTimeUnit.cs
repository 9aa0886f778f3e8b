using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>
/// Finds <c>created_at</c> read as seconds and <c>expires_in</c> read in any unit other than seconds, in files that request tokens of
/// Adobe Pass.
/// </summary>
internal sealed class AP1007WrongTimeUnit : SourceRule
{
    private static readonly Rule Rule = new(
        "A time is read in the wrong unit",
        RuleCategories.Credentials,
        DiagnosticSeverity.Warning,
        "In the response to a token request, created_at is in milliseconds and expires_in is in seconds. Another unit " +
        "makes a token expire too early or too late.");

    private static readonly DiagnosticDescriptor Descriptor = Rule.ToDescriptor(
        RuleIds.WrongTimeUnit,
        "{0} is in {1}, but {2} reads another unit. The token is then used after it expires, or renewed at every call. " +
        "Call {3} instead.");

    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(Descriptor);

    public override bool IsRelevant(FilePrefilter prefilter) => prefilter.MayCallOperations;

    public override void Analyze(FileAnalysis file)
    {
        if (file.CallsOf(PassOperationKind.RequestAccessToken).Count == 0)
        {
            return;
        }

        foreach (var (block, call) in file.OperationsOf<IInvocationOperation>())
        {
            if (RightMethod(call.TargetMethod) is var (member, right, unit)
                && call.Arguments.FirstOrDefault() is { } argument
                && Is(file, block, argument.Value, member))
            {
                file.Report(
                    Descriptor,
                    call.Syntax,
                    [member, unit, call.TargetMethod.Name, right],
                    properties: ImmutableDictionary<string, string?>.Empty.Add("method", right));
            }
        }
    }

    private static (string Member, string Right, string Unit)? RightMethod(IMethodSymbol method) =>
        (method.ContainingType.Name, method.Name) switch
        {
            ("DateTimeOffset", "FromUnixTimeSeconds") => ("created_at", "FromUnixTimeMilliseconds", "milliseconds"),
            ("TimeSpan", "FromMilliseconds" or "FromMinutes" or "FromHours") => ("expires_in", "FromSeconds", "seconds"),
            ("DateTimeOffset" or "DateTime", "AddMilliseconds" or "AddMinutes" or "AddHours") => ("expires_in", "AddSeconds", "seconds"),
            _ => null,
        };

    private static bool Is(FileAnalysis file, CodeBlock block, IOperation value, string member)
    {
        for (var depth = 0; depth < 4; depth++)
        {
            switch (Conversions.WalkDown(value))
            {
                case ILocalReferenceOperation local when block.OnlyValueOf(local.Local) is { } only:
                    value = only;
                    break;
                case IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var key }] }:
                    return ConstantTracer.TraceWhole(block, key, file.CancellationToken) == member;
                case IPropertyReferenceOperation { Property: { Name: "Value" } property, Instance: { } nullable }
                    when property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                    value = nullable;
                    break;
                case IPropertyReferenceOperation { Property: var property }:
                    return JsonNameOf(property) == member;
                case IInvocationOperation { TargetMethod.Name: var name, Instance: { } instance }
                    when name is "GetInt64" or "GetInt32" or "GetDouble" or "GetValue" or "Value" or "GetValueOrDefault":
                    value = instance;
                    break;
                case IInvocationOperation { TargetMethod.Name: "GetProperty", Arguments: [{ Value: var key }] }:
                    return ConstantTracer.TraceWhole(block, key, file.CancellationToken) == member;
                default:
                    return false;
            }
        }

        return false;
    }

    private static string JsonNameOf(IPropertySymbol property)
    {
        foreach (var attribute in property.GetAttributes())
        {
            if (attribute.AttributeClass?.Name is "JsonPropertyNameAttribute" or "JsonPropertyAttribute"
                && attribute.ConstructorArguments is [{ Value: string name }])
            {
                return name;
            }
        }

        // Without an attribute, only beside an access token: other things expire too.
        return property.ContainingType.GetMembers().Any(static member => Names.Fold(member.Name) is "accesstoken")
            ? Names.Fold(property.Name) switch
            {
                "createdat" => "created_at",
                "expiresin" => "expires_in",
                _ => property.Name,
            }
            : property.Name;
    }
}
