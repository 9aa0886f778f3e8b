using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>Finds members that a client cannot implement.</summary>
internal static class UnsupportedMember
{
    /// <summary>Finds the first member because of which the whole interface cannot be implemented.</summary>
    public static (ISymbol Member, DiagnosticInfo Diagnostic)? Find(INamedTypeSymbol symbol)
    {
        var implemented = symbol.AllInterfaces.IsEmpty ? null : InterfaceSymbols.ImplementedMembers(symbol);
        foreach (var face in symbol.AllInterfaces.Insert(0, symbol))
        {
            foreach (var member in InterfaceSymbols.AuthoredMembers(face))
            {
                if (member.IsAbstract && implemented?.Contains(member) != true && Describe(member) is { } diagnostic)
                {
                    return (member, diagnostic);
                }
            }
        }

        return null;
    }

    /// <summary>Describes why a member cannot be implemented; <see langword="null"/> if it can.</summary>
    public static DiagnosticInfo? Describe(ISymbol member)
    {
        var type = member.ContainingType;
        if (type.Name is "IDisposable" or "IAsyncDisposable" && KnownTypes.IsIn(type, "System"))
        {
            return DiagnosticInfo.Create(InterfaceDescriptors.DisposableInterface, member.Name, type.Name);
        }

        return DescriptorOf(member) is { } descriptor ? DiagnosticInfo.Create(descriptor, member.Name) : null;
    }

    private static DiagnosticDescriptor? DescriptorOf(ISymbol member) => member switch
    {
        IMethodSymbol { IsVararg: true } => InterfaceDescriptors.VarargMember,
        { IsStatic: true } => InterfaceDescriptors.StaticMember,
        IPropertySymbol { IsIndexer: true } => InterfaceDescriptors.Indexer,
        IPropertySymbol => InterfaceDescriptors.Property,
        IEventSymbol => InterfaceDescriptors.Event,
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => DescriptorOf(method),
        _ => null,
    };

    private static DiagnosticDescriptor? DescriptorOf(IMethodSymbol method) =>
        method.IsGenericMethod ? InterfaceDescriptors.GenericMethod
        : method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None) ? InterfaceDescriptors.ParameterByReference
        : method.ReturnsByRef || method.ReturnsByRefReadonly ? InterfaceDescriptors.ReturnByReference
        : null;
}
