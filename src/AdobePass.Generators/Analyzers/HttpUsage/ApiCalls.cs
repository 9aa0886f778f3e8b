using System.Runtime.CompilerServices;
using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Finds calls of generated clients. The attribute of the interface identifies them.</summary>
internal static class ApiCalls
{
    private static readonly ConditionalWeakTable<
        CodeFile,
        IReadOnlyList<(CodeBlock Block, IInvocationOperation Call, PassOperation Operation)>> Known = new();

    /// <summary>Gets the calls of generated clients in a file.</summary>
    public static IReadOnlyList<(CodeBlock Block, IInvocationOperation Call, PassOperation Operation)> Of(
        CodeFile file,
        CancellationToken cancellationToken)
    {
        if (Known.TryGetValue(file, out var known))
        {
            return known;
        }

        var found = new List<(CodeBlock, IInvocationOperation, PassOperation)>();
        var interfaces = new Dictionary<INamedTypeSymbol, IReadOnlyList<INamedTypeSymbol>>(SymbolEqualityComparer.Default);
        foreach (var block in file.Blocks(cancellationToken))
        {
            foreach (var call in block.Calls)
            {
                if (OperationOf(call.TargetMethod, interfaces) is { } operation)
                {
                    found.Add((block, call, operation));
                }
            }
        }

        return Known.GetValue(file, _ => found);
    }

    /// <summary>
    /// Gets the operation that a method calls. The method belongs to a marked interface or to the client generated from it.
    /// </summary>
    private static PassOperation? OperationOf(
        IMethodSymbol method,
        Dictionary<INamedTypeSymbol, IReadOnlyList<INamedTypeSymbol>> interfaces)
    {
        var type = method.ContainingType;
        if (type is null or { SpecialType: not SpecialType.None })
        {
            return null;
        }

        if (!interfaces.TryGetValue(type, out var marked))
        {
            interfaces.Add(type, marked = MarkedInterfacesOf(type));
        }

        foreach (var face in marked)
        {
            if (type.TypeKind == TypeKind.Interface)
            {
                return Find(method);
            }

            if (face.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault() is { } declared)
            {
                return Find(declared);
            }
        }

        return null;
    }

    // An interface itself, or the interfaces of a class. A file calls many methods of few types.
    private static IReadOnlyList<INamedTypeSymbol> MarkedInterfacesOf(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Interface
            ? IsMarked(type) ? [type] : []
            : [.. type.AllInterfaces.Where(IsMarked)];

    private static PassOperation? Find(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute is
                {
                    AttributeClass: { Name: "AdobePassOperationAttribute", ContainingNamespace.Name: "AdobePass" },
                    ConstructorArguments: [{ Value: string id }]
                })
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
            if (attribute.AttributeClass is
                {
                    Name: "AdobePassApiAttribute",
                    ContainingNamespace: { Name: "AdobePass", ContainingNamespace.IsGlobalNamespace: true }
                })
            {
                return true;
            }
        }

        return false;
    }
}
