using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Recognizes the HTTP types of .NET by name and namespace.</summary>
internal static class HttpTypes
{
    /// <summary>Methods that send, with the HTTP method that each uses.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Verbs = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["SendAsync"] = null,
        ["Send"] = null,
        ["GetAsync"] = "GET",
        ["GetStringAsync"] = "GET",
        ["GetStreamAsync"] = "GET",
        ["GetByteArrayAsync"] = "GET",
        ["GetFromJsonAsync"] = "GET",
        ["GetFromJsonAsAsyncEnumerable"] = "GET",
        ["PostAsync"] = "POST",
        ["PostAsJsonAsync"] = "POST",
        ["PutAsync"] = "PUT",
        ["PutAsJsonAsync"] = "PUT",
        ["PatchAsync"] = "PATCH",
        ["PatchAsJsonAsync"] = "PATCH",
        ["DeleteAsync"] = "DELETE",
        ["DeleteFromJsonAsync"] = "DELETE",
    };

    public static bool IsClient(ITypeSymbol? type) => Is(type, "HttpMessageInvoker", "HttpClient");

    public static bool IsRequest(ITypeSymbol? type) => Is(type, "HttpRequestMessage");

    public static bool IsContent(ITypeSymbol? type) => Is(type, "HttpContent");

    /// <summary>Determines whether a type is a handler of .NET. These handlers add no headers.</summary>
    public static bool IsPlatformHandler(ITypeSymbol? type) =>
        type is { Name: "HttpClientHandler" or "SocketsHttpHandler" or "WinHttpHandler" or "WebRequestHandler" }
            && IsInHttp(type.ContainingNamespace);

    public static bool IsSending(IMethodSymbol method) =>
        Verbs.ContainsKey(method.Name)
            && (IsClient(method.ContainingType)
                || method.ContainingType is { Name: "HttpClientJsonExtensions", ContainingNamespace.Name: "Json" });

    /// <summary>
    /// Determines whether a method or a delegate gets a request and returns a response, as a sender of another library or of the project
    /// does.
    /// </summary>
    public static bool LooksLikeSending(IMethodSymbol method) =>
        method.Parameters.Any(static parameter => IsRequest(parameter.Type))
        && Is(ResultOf(method), "HttpResponseMessage");

    /// <summary>Gets what a method returns, without the task.</summary>
    public static ITypeSymbol ResultOf(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : method.ReturnType;

    /// <summary>Determines whether a type is <c>WebRequest</c> or <c>HttpWebRequest</c>.</summary>
    public static bool IsWebRequest(ITypeSymbol? type) =>
        type is { Name: "WebRequest" or "HttpWebRequest", ContainingNamespace: { Name: "Net", ContainingNamespace.Name: "System" } };

    /// <summary>Determines whether a type is the header collection of a <c>WebRequest</c>.</summary>
    public static bool IsWebHeaders(ITypeSymbol? type) =>
        type is { Name: "WebHeaderCollection", ContainingNamespace: { Name: "Net", ContainingNamespace.Name: "System" } };

    public static bool IsHeaders(ITypeSymbol? type) => Is(type, "HttpHeaders") && type!.ContainingNamespace?.Name == "Headers";

    private static bool Is(ITypeSymbol? type, string name, string? otherName = null)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if ((current.Name == name || current.Name == otherName) && IsInHttp(current.ContainingNamespace))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInHttp(INamespaceSymbol? space)
    {
        var http = space is { Name: "Headers" or "Json" } ? space.ContainingNamespace : space;
        return http is
        {
            Name: "Http",
            ContainingNamespace: { Name: "Net", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
        };
    }

    public static IOperation? Argument(ImmutableArray<IArgumentOperation> arguments, string name, string? otherName = null)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter
                && (parameter.Name == name || parameter.Name == otherName)
                && argument.ArgumentKind != ArgumentKind.DefaultValue)
            {
                return argument.Value;
            }
        }

        return null;
    }
}
