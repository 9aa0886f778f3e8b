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
/// Finds <c>created_at</c>, which is in milliseconds, read as seconds, and <c>expires_in</c>, which is in seconds, read as anything else. Only in files that request tokens of Adobe Pass:
/// other services count otherwise.
/// </summary>
internal sealed class TimeUnitRules : SourceRules
{
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = ImmutableArray.Create(DiagnosticDescriptors.WrongTimeUnit);

    public override bool IsRelevant(FilePrefilter screen) => screen.MayCallAdobePass || screen.MayCallGeneratedClient;

    public override void Analyze(FileAnalysis file)
    {
        if (file.IsQuietTest || CallSources.Find(file.File, PassOperationKind.RequestAccessToken, file.Options.Hosts, file.CancellationToken).Count == 0)
        {
            return;
        }

        foreach (var block in file.Blocks)
        {
            foreach (var call in block.Operations.OfType<IInvocationOperation>())
            {
                if (RightMethod(call.TargetMethod) is not var (member, right, unit) || call.Arguments.FirstOrDefault() is not { } argument || !Is(file, block, argument.Value, member))
                {
                    continue;
                }

                file.Report(
                    DiagnosticDescriptors.WrongTimeUnit,
                    call.Syntax,
                    $"{member} is in {unit}, and {call.TargetMethod.Name} reads it otherwise: the token is used after its end, or renewed at every call. Call {right}",
                    properties: ImmutableDictionary<string, string?>.Empty.Add("method", right));
            }
        }
    }

    private static (string Member, string Right, string Unit)? RightMethod(IMethodSymbol method) => (method.ContainingType.Name, method.Name) switch
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
            switch (HttpTypes.WalkDownConversions(value))
            {
                case ILocalReferenceOperation local when block.OnlyValueOf(local.Local) is { } only:
                    value = only;
                    break;
                case IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var key }] }:
                    return ConstantTracer.TraceWhole(block, key, file.CancellationToken) == member;
                case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } nullable }:
                    value = nullable;
                    break;
                case IPropertyReferenceOperation { Property: var property }:
                    return JsonNameOf(property) == member;
                case IInvocationOperation { TargetMethod.Name: "GetInt64" or "GetInt32" or "GetDouble" or "GetValue" or "Value" or "GetValueOrDefault", Instance: { } instance }:
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
            if (attribute is { AttributeClass.Name: "JsonPropertyNameAttribute" or "JsonPropertyAttribute", ConstructorArguments: [{ Value: string name }] })
            {
                return name;
            }
        }

        // Without a name of its own, by those beside it: other things expire too.
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
