using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>Recognizes the types of the package with the viewer's journey.</summary>
internal static class EntitlementSymbols
{
    /// <summary>Determines whether a type of the package has a name.</summary>
    public static bool Is(ITypeSymbol? type, string name) =>
        type is { ContainingNamespace: { Name: "Entitlements", ContainingNamespace: { Name: "AdobePass" } space } }
        && type.Name == name
        && space.ContainingNamespace.IsGlobalNamespace;

    /// <summary>Determines whether a type is a permit, the authorization that may be one, or the media token of one.</summary>
    public static bool IsPermitOrToken(ITypeSymbol? type) =>
        Is(type, "PlaybackPermit") || Is(type, "PlaybackAuthorization") || Is(type, "SerializedMediaToken");

    /// <summary>Determines whether a call requests an authorization.</summary>
    public static bool IsAuthorization(IInvocationOperation call) =>
        call.TargetMethod.Name is "AuthorizeAsync" or "AuthorizeOrSignInAsync" or "AuthorizeWithMvpdAsync"
        && Is(call.TargetMethod.ContainingType, "ViewerEntitlements");
}
