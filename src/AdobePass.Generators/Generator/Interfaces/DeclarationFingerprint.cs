using System.Runtime.CompilerServices;
using AdobePass.Generators.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdobePass.Generators.Generator.Interfaces;

/// <summary>
/// Computes a hash of all declarations to which a name in a signature can resolve: the references and, for each file, the usings, type
/// headers and constants. An edit of a method does not change it. It is computed once per file and once per compilation.
/// </summary>
internal readonly record struct DeclarationFingerprint(ulong High, ulong Low)
{
    private static readonly ConditionalWeakTable<Compilation, StrongBox<DeclarationFingerprint>> OfCompilations = new();
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<DeclarationFingerprint>> OfTrees = new();
    private static readonly ConditionalWeakTable<object, StrongBox<ulong>> Identities = new();
    private static long _lastIdentity;

    public static DeclarationFingerprint Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (OfCompilations.TryGetValue(compilation, out var known))
        {
            return known.Value;
        }

        var mixer = new Mixer();
        mixer.Add(compilation.AssemblyName);
        mixer.Add(IdentityOf(compilation.Options));
        foreach (var reference in compilation.References)
        {
            // A referenced project is a new reference after each of its edits, so its declarations are compared.
            var value = reference is CompilationReference project
                ? Of(project.Compilation, cancellationToken)
                : new DeclarationFingerprint(0, IdentityOf(reference));
            mixer.Add(value.High);
            mixer.Add(value.Low);
        }

        foreach (var tree in compilation.SyntaxTrees)
        {
            var value = Of(tree, cancellationToken);
            mixer.Add(value.High);
            mixer.Add(value.Low);
        }

        return OfCompilations.GetValue(compilation, _ => new StrongBox<DeclarationFingerprint>(mixer.Result)).Value;
    }

    private static DeclarationFingerprint Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (OfTrees.TryGetValue(tree, out var known))
        {
            return known.Value;
        }

        var mixer = new Mixer();
        if (tree.GetRoot(cancellationToken) is CompilationUnitSyntax unit)
        {
            Add(mixer, unit.Externs);
            Add(mixer, unit.Usings);
            AddMembers(mixer, unit.Members, cancellationToken);
        }

        return OfTrees.GetValue(tree, _ => new StrongBox<DeclarationFingerprint>(mixer.Result)).Value;
    }

    private static void AddMembers(Mixer mixer, SyntaxList<MemberDeclarationSyntax> members, CancellationToken cancellationToken)
    {
        foreach (var member in members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    mixer.Add(space.Name.ToString());
                    Add(mixer, space.Externs);
                    Add(mixer, space.Usings);
                    AddMembers(mixer, space.Members, cancellationToken);
                    mixer.Add('}');
                    break;
                case TypeDeclarationSyntax type:
                    mixer.Add((ulong)type.RawKind);
                    mixer.Add(type.Modifiers.ToString());
                    mixer.Add(type.Identifier.ValueText);
                    mixer.Add(type.TypeParameterList?.ToString());
                    mixer.Add(type.BaseList?.ToString());
                    AddMembers(mixer, type.Members, cancellationToken);
                    mixer.Add('}');
                    break;
                case EnumDeclarationSyntax or DelegateDeclarationSyntax:
                case FieldDeclarationSyntax field when field.Modifiers.Any(SyntaxKind.ConstKeyword):
                    mixer.Add(member.ToString());
                    break;
            }
        }
    }

    private static void Add<T>(Mixer mixer, SyntaxList<T> nodes)
        where T : SyntaxNode
    {
        foreach (var node in nodes)
        {
            mixer.Add(node.ToString());
        }
    }

    // The same object is the same input, because it is immutable.
    private static ulong IdentityOf(object instance) =>
        Identities.GetValue(instance, static _ => new StrongBox<ulong>((ulong)Interlocked.Increment(ref _lastIdentity))).Value;

    /// <summary>Computes two different 64-bit hashes of the same input. Together, collisions do not occur in practice.</summary>
    private sealed class Mixer
    {
        private ulong _high = 0x9E3779B97F4A7C15;
        private ulong _low = 0xCBF29CE484222325;

        public DeclarationFingerprint Result => new(_high, _low);

        [MethodImpl(Jit.Optimized)]
        public void Add(string? text)
        {
            foreach (var c in text ?? string.Empty)
            {
                Add(c);
            }

            Add(ulong.MaxValue);
        }

        public void Add(ulong value)
        {
            unchecked
            {
                _low = (_low ^ value) * 0x100000001B3;
                _high = ((_high << 23) | (_high >> 41)) + (value * 0xC2B2AE3D27D4EB4F);
                _high ^= _high >> 29;
            }
        }
    }
}
