using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>Recognizes the members of Flurl, Refit and RestSharp by the full names of their types.</summary>
internal static class HttpLibraries
{
    private const string Flurl = "Flurl";
    private const string Refit = "Refit";
    private const string RestSharp = "RestSharp";

    private static readonly string[] Verbs = ["Get", "Post", "Put", "Patch", "Delete", "Head", "Options"];

    /// <summary>Determines whether a method of Flurl sends a request.</summary>
    public static bool IsFlurlSending(IMethodSymbol method) =>
        IsIn(method.ContainingType, Flurl)
        && method.Name.EndsWith("Async", StringComparison.Ordinal)
        && !IsFlurlResponse(method.ContainingType)
        && (method.Name.StartsWith("Send", StringComparison.Ordinal)
            || method.Name.StartsWith("Download", StringComparison.Ordinal)
            || VerbOf(method) is not null);

    /// <summary>Determines whether a method of Flurl returns a URL or a request that contains its receiver and its arguments.</summary>
    public static bool IsFlurlBuilding(IMethodSymbol method) =>
        IsIn(method.ContainingType, Flurl) && (IsFlurlUrl(method.ReturnType) || IsFlurlRequest(method.ReturnType));

    /// <summary>Determines whether a method of Flurl reads a response.</summary>
    public static bool IsFlurlReading(IMethodSymbol method) =>
        IsIn(method.ContainingType, Flurl)
        && (IsFlurlResponse(method.ContainingType) || method.ContainingType.Name == "ResponseExtensions");

    public static bool IsFlurlRequest(ITypeSymbol? type) => type is { Name: "IFlurlRequest" or "FlurlRequest" } && IsIn(type, Flurl);

    public static bool IsFlurlClient(ITypeSymbol? type) => type is { Name: "IFlurlClient" or "FlurlClient" } && IsIn(type, Flurl);

    public static bool IsFlurlUrl(ITypeSymbol? type) => type is { Name: "Url" } && IsIn(type, Flurl);

    public static bool IsRestRequest(ITypeSymbol? type) => type is { Name: "RestRequest" } && IsIn(type, RestSharp);

    public static bool IsRestClient(ITypeSymbol? type) => type is { Name: "IRestClient" or "RestClient" } && IsIn(type, RestSharp);

    /// <summary>Determines whether a type is in RestSharp.</summary>
    public static bool IsRestSharp(ITypeSymbol? type) => IsIn(type, RestSharp);

    /// <summary>Determines whether a method of RestSharp sends a request.</summary>
    public static bool IsRestSharpSending(IMethodSymbol method) =>
        // The name first: few methods have such a name, and the namespace takes several steps.
        (method.Name.StartsWith("Execute", StringComparison.Ordinal)
            || method.Name.StartsWith("Download", StringComparison.Ordinal)
            || VerbOf(method) is not null)
        && IsIn(method.ContainingType, RestSharp)
        && (IsRestClient(method.ContainingType)
            || ((method.ReducedFrom ?? method) is { IsExtensionMethod: true, Parameters: [{ Type: var receiver }, ..] }
                && IsRestClient(receiver)));

    /// <summary>Determines whether a method of RestSharp returns the request that it was called on.</summary>
    public static bool IsRestSharpBuilding(IMethodSymbol method) =>
        IsIn(method.ContainingType, RestSharp) && IsRestRequest(method.ReturnType);

    /// <summary>Gets the HTTP method in capitals from the name of a method: <c>PostJsonAsync</c>, <c>ExecutePostAsync</c>.</summary>
    public static string? VerbOf(IMethodSymbol method)
    {
        const string Execute = "Execute";
        var name = method.Name.StartsWith(Execute, StringComparison.Ordinal) ? method.Name.Substring(Execute.Length) : method.Name;
        foreach (var verb in Verbs)
        {
            if (name.StartsWith(verb, StringComparison.Ordinal))
            {
                return verb.ToUpperInvariant();
            }
        }

        return null;
    }

    /// <summary>Determines whether a type is an attribute of Refit with an HTTP method and a path: <c>[Get("/path")]</c>.</summary>
    public static bool IsRefitMethodAttribute(ITypeSymbol? type)
    {
        for (var current = type?.BaseType; current is not null; current = current.BaseType)
        {
            if (current is { Name: "HttpMethodAttribute" } && IsIn(current, Refit))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gets the attribute with the HTTP method and the path of a method of an interface of Refit.</summary>
    public static AttributeData? RefitMethodOf(IMethodSymbol method) => method.ContainingType?.TypeKind == TypeKind.Interface
        ? method.GetAttributes().FirstOrDefault(static each => IsRefitMethodAttribute(each.AttributeClass))
        : null;

    /// <summary>Determines whether a type is an attribute of Refit.</summary>
    public static bool IsRefit(ITypeSymbol? type, string name) => type?.Name == name && IsIn(type, Refit);

    /// <summary>Gets the object that a method is called on, also for an extension method.</summary>
    public static IOperation? ReceiverOf(IInvocationOperation call) =>
        call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null);

    /// <summary>Gets the call of a method on an object, also of an extension method.</summary>
    public static IInvocationOperation? CallOn(IOperation receiver) => receiver.Parent switch
    {
        IInvocationOperation call when call.Instance == receiver => call,
        IArgumentOperation { Parent: IInvocationOperation call } argument
            when call.Instance is null && call.TargetMethod.IsExtensionMethod && call.Arguments[0] == argument => call,
        _ => null,
    };

    private static bool IsFlurlResponse(ITypeSymbol type) => type.Name is "IFlurlResponse" or "FlurlResponse";

    private static bool IsIn(ITypeSymbol? type, string root)
    {
        var space = type?.ContainingNamespace;
        while (space is { ContainingNamespace: { IsGlobalNamespace: false } outer })
        {
            space = outer;
        }

        return space?.Name == root;
    }
}
