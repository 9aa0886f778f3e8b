using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>The types of the runtime that rules use.</summary>
internal sealed class RuntimeSymbols
{
    // Exceptions for temporary failures, and their base types.
    private static readonly HashSet<string> TemporaryExceptions = new(StringComparer.Ordinal)
    {
        "object",
        "System.Exception",
        "System.SystemException",
        "System.OperationCanceledException",
        "System.Threading.Tasks.TaskCanceledException",
        "System.TimeoutException",
        "System.Net.Http.HttpRequestException",
        "System.IO.IOException",
        "AdobePass.AdobePassException",
        "AdobePass.AdobePassConnectionException",
        "AdobePass.AdobePassThrottledException",
        "AdobePass.AdobePassApiException",
        "AdobePass.AdobePassResponseException",
    };

    private RuntimeSymbols(INamedTypeSymbol client, Compilation compilation)
    {
        Client = client;
        MemoryStore = compilation.GetTypeByMetadataName("AdobePass.MemoryCredentialStore");
        Store = compilation.GetTypeByMetadataName("AdobePass.CredentialStore");
        Device = compilation.GetTypeByMetadataName("AdobePass.StreamingDevice");
    }

    public INamedTypeSymbol Client { get; }

    public INamedTypeSymbol? MemoryStore { get; }

    public INamedTypeSymbol? Store { get; }

    public INamedTypeSymbol? Device { get; }

    public static RuntimeSymbols? TryResolve(Compilation compilation) =>
        compilation.GetTypeByMetadataName("AdobePass.AdobePassClient") is { } client ? new RuntimeSymbols(client, compilation) : null;

    public bool Is(ITypeSymbol? type, INamedTypeSymbol? expected) =>
        expected is not null && SymbolEqualityComparer.Default.Equals(type, expected);

    public bool IsDeletion(IMethodSymbol method) =>
        (method.Name == "DeleteCredentialsAsync" && Is(method.ContainingType, Client))
        || (method.Name == "DeleteAsync" && Derives(method.ContainingType, Store));

    public bool IsTemporary(ITypeSymbol type) => TemporaryExceptions.Contains(type.ToDisplayString());

    private static bool Derives(INamedTypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, ancestor))
            {
                return true;
            }
        }

        return false;
    }
}
