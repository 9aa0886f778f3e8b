using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.ValueFlow;

/// <summary>What a method without source does with its arguments and its receiver.</summary>
internal enum MethodEffect
{
    /// <summary>It may store them.</summary>
    Unknown,

    /// <summary>Its result contains them, and it stores nothing.</summary>
    Converts,

    /// <summary>It adds its arguments to the receiver.</summary>
    Adds,

    /// <summary>It only tests them, or its result does not contain them.</summary>
    Tests,

    /// <summary>It sends them in a request.</summary>
    Sends,

    /// <summary>It logs or prints them.</summary>
    Shows,

    /// <summary>It puts them into a cache.</summary>
    Caches,

    /// <summary>It writes its arguments to the receiver, which is a stream or a writer.</summary>
    Writes,
}

/// <summary>Classifies the methods of .NET by their types.</summary>
internal static class ExternalMethods
{
    private static readonly string[] ConvertingNamespaces =
    [
        "System", "System.Text", "System.Linq", "System.Collections", "System.Net", "System.Threading.Tasks", "System.Globalization",
        "System.Runtime", "System.Web", "System.Xml", "System.Buffers", "System.Numerics", "System.ComponentModel",
        "Newtonsoft.Json", "Microsoft.AspNetCore.WebUtilities", "Microsoft.Extensions.Primitives", "AdobePass",
    ];

    private static readonly HashSet<string> Adding = new(StringComparer.Ordinal)
    {
        "Add", "TryAdd", "TryAddWithoutValidation", "ParseAdd", "Append", "AppendFormat", "AppendLine", "AppendJoin", "Insert", "Enqueue",
        "Push", "AddRange", "InsertRange", "AddFirst", "AddLast", "AddOrUpdate", "GetOrAdd", "TryUpdate", "SetItem", "UnionWith",
        "TrySetResult", "SetResult", "Set",
    };

    private static readonly HashSet<string> ShowingTypes = new(StringComparer.Ordinal)
    {
        "Console", "Debug", "Trace", "TraceSource", "LoggerExtensions", "ILogger", "Activity", "Assert", "Debugger", "EventLog", "Logger",
        "Log", "ITestOutputHelper",
    };

    private static readonly HashSet<string> SendingTypes = new(StringComparer.Ordinal)
    {
        "HttpMessageInvoker", "HttpClient", "HttpClientJsonExtensions", "HttpMessageHandler", "DelegatingHandler", "WebClient",
        "HttpClientHandler", "SocketsHttpHandler",
    };

    private static readonly HashSet<string> ScalarTypes = new(StringComparer.Ordinal)
    {
        "DateTime", "DateTimeOffset", "TimeSpan", "CancellationToken", "DateOnly", "TimeOnly",
    };

    /// <summary>Determines what a method does with the values that are passed to it.</summary>
    public static MethodEffect EffectOf(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type)
        {
            return MethodEffect.Unknown;
        }

        if (IsShowing(type))
        {
            return MethodEffect.Shows;
        }

        if (IsSending(method))
        {
            return MethodEffect.Sends;
        }

        if (OfLibrary(method) is { } known)
        {
            return known;
        }

        var space = NamespaceNames.Of(type.ContainingNamespace);
        if (space.StartsWith("Microsoft.Extensions.Caching", StringComparison.Ordinal)
            || space.StartsWith("System.Runtime.Caching", StringComparison.Ordinal))
        {
            return MethodEffect.Caches;
        }

        if (space.StartsWith("System.Security.Cryptography", StringComparison.Ordinal))
        {
            return method.Name is "HashData" or "ComputeHash" or "TryHashData" ? MethodEffect.Tests : MethodEffect.Converts;
        }

        return space == "System.IO" ? OfFiles(method, type) : OfOthers(method, type, space);
    }

    /// <summary>Determines whether a method sends an HTTP request.</summary>
    public static bool IsSending(IMethodSymbol method)
    {
        if (HttpTypes.LooksLikeSending(method)
            || (HttpTypes.IsWebRequest(method.ContainingType) && method.Name is "GetResponse" or "GetResponseAsync" or "EndGetResponse"))
        {
            return true;
        }

        if (method.Name is not ("Send" or "SendAsync")
            && !method.Name.StartsWith("Get", StringComparison.Ordinal)
            && !method.Name.StartsWith("Post", StringComparison.Ordinal)
            && !method.Name.StartsWith("Put", StringComparison.Ordinal)
            && !method.Name.StartsWith("Patch", StringComparison.Ordinal)
            && !method.Name.StartsWith("Delete", StringComparison.Ordinal)
            && !method.Name.StartsWith("Upload", StringComparison.Ordinal)
            && !method.Name.StartsWith("Download", StringComparison.Ordinal))
        {
            return false;
        }

        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (SendingTypes.Contains(type.Name)
                && NamespaceNames.Of(type.ContainingNamespace).StartsWith("System.Net", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Determines whether a type logs or prints what is passed to its methods.</summary>
    public static bool IsShowing(INamedTypeSymbol type) =>
        ShowingTypes.Contains(type.Name)
        || type.AllInterfaces.Any(static face => face is { Name: "ILogger", ContainingNamespace.Name: "Logging" });

    /// <summary>Determines whether a type is an exception.</summary>
    public static bool IsException(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Determines whether values of a type cannot contain a credential: numbers, times, and results of tests.</summary>
    public static bool IsScalar(ITypeSymbol? type) => type is not null
        && (type.TypeKind == TypeKind.Enum
            || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_Double and not SpecialType.System_Char
            || (ScalarTypes.Contains(type.Name) && type.ContainingNamespace is { Name: "System" or "Threading" })
            || (type is INamedTypeSymbol { Name: "Nullable" or "Task" or "ValueTask", TypeArguments: [var argument] }
                && IsScalar(argument)));

    // A client keeps its default headers. A request lives as long as the call.
    private static MethodEffect? OfLibrary(IMethodSymbol method)
    {
        if (HttpLibraries.IsFlurlSending(method)
            || HttpLibraries.IsRestSharpSending(method)
            || HttpLibraries.RefitMethodOf(method) is not null)
        {
            return MethodEffect.Sends;
        }

        return HttpLibraries.IsFlurlBuilding(method)
            || HttpLibraries.IsFlurlReading(method)
            || HttpLibraries.IsRestSharpBuilding(method)
            || (HttpLibraries.IsRestSharp(method.ContainingType)
                && method.ContainingType.Name.StartsWith("RestResponse", StringComparison.Ordinal))
            ? MethodEffect.Converts
            : null;
    }

    private static MethodEffect OfFiles(IMethodSymbol method, INamedTypeSymbol type)
    {
        if (type.Name is "Path" or "StringReader")
        {
            return MethodEffect.Converts;
        }

        if (method.Name.StartsWith("Read", StringComparison.Ordinal)
            || method.Name.StartsWith("Get", StringComparison.Ordinal)
            || method.Name is "ToString" or "ToArray" or "Dispose" or "DisposeAsync" or "Close" or "Seek" or "TryGetBuffer")
        {
            return MethodEffect.Converts;
        }

        return type.IsStatic ? MethodEffect.Unknown : MethodEffect.Writes;
    }

    private static MethodEffect OfOthers(IMethodSymbol method, INamedTypeSymbol type, string space)
    {
        if (!IsIn(space, ConvertingNamespaces))
        {
            return MethodEffect.Unknown;
        }

        // Serializers that write to a stream, and types of .NET that store: settings, stores of the runtime.
        if (method.Name.StartsWith("Save", StringComparison.Ordinal)
            || method.Name.StartsWith("Write", StringComparison.Ordinal)
            || type.Name is "AppDomain" or "Environment" or "AppContext"
            || IsStore(type)
            || type.TypeKind == TypeKind.Delegate
            || (type.Name is "JsonSerializer" && method.ReturnsVoid)
            || (method.Name == "SerializeAsync"))
        {
            return type.Name is "Utf8JsonWriter" ? MethodEffect.Adds : MethodEffect.Unknown;
        }

        if (method.Name is "CopyTo" or "CopyToAsync")
        {
            return MethodEffect.Unknown;
        }

        if (IsScalar(method.ReturnType) && !method.Parameters.Any(static parameter => parameter.RefKind is RefKind.Out or RefKind.Ref))
        {
            return Adding.Contains(method.Name) ? MethodEffect.Adds : MethodEffect.Tests;
        }

        return Adding.Contains(method.Name) ? MethodEffect.Adds : MethodEffect.Converts;
    }

    private static bool IsStore(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "CredentialStore" or "AccessTokenCache")
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(string space, string[] roots) => roots.Any(root =>
        space.StartsWith(root, StringComparison.Ordinal)
        && (space.Length == root.Length || (space[root.Length] == '.' && root != "System")));
}
