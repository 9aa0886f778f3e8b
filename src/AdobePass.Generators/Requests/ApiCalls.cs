using AdobePass.Generators.Endpoints;
using AdobePass.Generators.Text;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Requests;

/// <summary>Calls of generated clients, told by the attribute of their interface.</summary>
internal static class ApiCalls
{
    /// <summary>The operation that a method of a marked interface, or of the client made from it, calls.</summary>
    public static PassOperation? OperationOf(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null or { SpecialType: not SpecialType.None })
        {
            return null;
        }

        if (type.TypeKind == TypeKind.Interface)
        {
            return IsMarked(type) ? Find(method) : null;
        }

        foreach (var face in type.AllInterfaces)
        {
            if (IsMarked(face) && face.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault() is { } declared)
            {
                return Find(declared);
            }
        }

        return null;
    }

    private static PassOperation? Find(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute is { AttributeClass: { Name: "AdobePassOperationAttribute", ContainingNamespace.Name: "AdobePass" }, ConstructorArguments: [{ Value: string id }] })
            {
                return PassOperations.Find(id);
            }
        }

        return PassOperations.Find(Names.WithoutAsync(method.Name)) ?? PassOperations.Find(method.Name);
    }

    private static bool IsMarked(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "AdobePassApiAttribute", ContainingNamespace: { Name: "AdobePass", ContainingNamespace.IsGlobalNamespace: true } })
            {
                return true;
            }
        }

        return false;
    }
}
