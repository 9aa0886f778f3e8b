using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.ValueFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>Recognizes calls that log or show their arguments: for AP1009.</summary>
internal sealed class SharedLogSinks(Compilation compilation)
{
    private static readonly string[] SinkTypes =
    [
        "Microsoft.Extensions.Logging.ILogger",
        "Microsoft.Extensions.Logging.LoggerExtensions",
        "System.Console",
        "System.Diagnostics.Debug",
        "System.Diagnostics.Trace",
        "System.Diagnostics.TraceSource",
        "System.Diagnostics.Activity",
        "System.Diagnostics.ActivityTagsCollection",
        "System.Diagnostics.ActivityEvent",
        "System.Diagnostics.EventLog",
        "System.Diagnostics.Metrics.Counter`1",
        "System.Diagnostics.Metrics.Histogram`1",
        "System.Diagnostics.TagList",
        "Serilog.ILogger",
        "Serilog.Log",
        "NLog.Logger",
        "NLog.ILogger",
        "log4net.ILog",
    ];

    private static readonly ILookup<string, string> SinkTypesByName = SinkTypes.ToLookup(static type =>
        type.Substring(type.LastIndexOf('.') + 1).Split('`')[0]);

    // A look-up visits all references, so that only those types are looked up whose names occur.
    private readonly Dictionary<string, INamedTypeSymbol?> _sinks = new(StringComparer.Ordinal);

    /// <summary>Describes the sink that uses the value; <see langword="null"/> if it is none.</summary>
    public string? Find(FlowUse use) => use switch
    {
        { Value.Parent: IArgumentOperation, User: IInvocationOperation { TargetMethod: { ContainingType: { } type } method } call }
            when IsSink(type) || IsConsole(call) || IsLoggerMessage(method) => $"{type.Name}.{method.Name}",
        { Value.Parent: IArgumentOperation, User: IObjectCreationOperation { Type: INamedTypeSymbol created } } =>
            ExternalMethods.IsException(created) || IsOneOf(created) ? $"the constructor of {created.Name}" : null,
        _ => null,
    };

    // Console.Out and Console.Error. Any other writer may be a store.
    private static bool IsConsole(IInvocationOperation call) =>
        call.Instance is IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType: { Name: "Console" } type } }
        && type.ContainingNamespace.Name == "System";

    private static bool IsLoggerMessage(IMethodSymbol method) =>
        method.GetAttributes().Any(static each => each.AttributeClass?.Name == "LoggerMessageAttribute");

    private bool IsSink(INamedTypeSymbol type) =>
        IsOneOf(type.OriginalDefinition)
        || type.AllInterfaces.Any(face => face.Name == "ILogger" && IsOneOf(face.OriginalDefinition));

    private bool IsOneOf(INamedTypeSymbol type)
    {
        foreach (var candidate in SinkTypesByName[type.Name])
        {
            if (!_sinks.TryGetValue(candidate, out var sink))
            {
                _sinks.Add(candidate, sink = compilation.GetTypeByMetadataName(candidate));
            }

            if (SymbolEqualityComparer.Default.Equals(type, sink))
            {
                return true;
            }
        }

        return false;
    }
}
