using System.Collections.Immutable;
using AdobePass.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers;

/// <summary>Finds device identifiers that change with every start, or that all devices of a server share.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeviceIdentifierAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.UnstableDeviceIdentifier, Rules.SharedDeviceIdentifier);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var project = ProjectContext.Of(start.Compilation, start.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
            if (project.IsTest || RuntimeTypes.TryResolve(start.Compilation) is not { Device: not null } types)
            {
                return;
            }

            start.RegisterOperationAction(creation => Analyze(creation, types, project), OperationKind.ObjectCreation);
        });
    }

    private static void Analyze(OperationAnalysisContext context, RuntimeTypes types, ProjectContext project)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (!types.Is(creation.Type, types.Device) || creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "identifier") is not { } argument)
        {
            return;
        }

        var identifier = argument.Value;
        if (identifier.ConstantValue.HasValue)
        {
            if (project.IsServer)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rules.SharedDeviceIdentifier,
                    identifier.Syntax.GetLocation(),
                    "On a server this identifier is the same for every viewer: all of them share one pair of credentials, one login and one throttle. Take the identifier of the viewer's device"));
            }
        }
        else if (FindUnstableSource(identifier) is { } source)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.UnstableDeviceIdentifier,
                identifier.Syntax.GetLocation(),
                $"The device identifier comes from {source} and is new at every start, which ends every login and TempPass of the device. Create it once, store it on the device and read it from there"));
        }
    }

    // Only a value that goes nowhere else: one that a local keeps may be stored by the next statement.
    private static string? FindUnstableSource(IOperation value)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod: { } method } when Describe(method.ContainingType, method.Name) is { } call:
                    return call;
                case IPropertyReferenceOperation { Property: { } property } when Describe(property.ContainingType, property.Name) is { } read:
                    return read;
                default:
                    break;
            }
        }

        return null;
    }

    private static string? Describe(INamedTypeSymbol? type, string member) => (type?.ToDisplayString(), member) switch
    {
        ("System.Guid", "NewGuid" or "CreateVersion7") => "Guid." + member,
        ("System.Random", "Next" or "NextInt64" or "NextDouble" or "NextBytes" or "Shared") => "Random",
        ("System.Security.Cryptography.RandomNumberGenerator", "GetBytes" or "GetInt32" or "GetHexString" or "GetString") => "RandomNumberGenerator",
        ("System.DateTime" or "System.DateTimeOffset", "Now" or "UtcNow" or "Today") => "the clock",
        ("System.TimeProvider", "GetUtcNow" or "GetLocalNow" or "GetTimestamp") => "the clock",
        ("System.Environment", "TickCount" or "TickCount64" or "ProcessId") => "Environment." + member,
        ("System.IO.Path", "GetRandomFileName" or "GetTempFileName") => "Path." + member,
        ("System.Diagnostics.Process", "Id") => "the process id",
        ("System.Diagnostics.Stopwatch", "GetTimestamp") => "the clock",
        _ => null,
    };
}
