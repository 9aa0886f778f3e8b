using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AdobePass.Generators.Analyzers.Prefilter;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>
/// The source files of a compilation. Code that does not speak to Adobe Pass itself is bound only if a value of Adobe Pass reaches it.
/// </summary>
internal sealed class CodeProject
{
    // A name that many files use is not worth the cost of binding them all. Its callers are then unknown.
    private const int MaxFiles = 24;

    private static readonly ConditionalWeakTable<Compilation, CodeProject> Known = new();

    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<SyntaxTree, CodeFile> _files = new();
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<(CodeBlock Block, IOperation Operation)>?> _uses =
        new(SymbolEqualityComparer.Default);

    private List<INamedTypeSymbol>? _types;

    private CodeProject(Compilation compilation) => _compilation = compilation;

    /// <summary>Gets whether the compilation is a program. Nothing else can call its code.</summary>
    public bool IsProgram => _compilation.Options.OutputKind
        is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    public static CodeProject Of(Compilation compilation) => Known.GetValue(compilation, static each => new CodeProject(each));

    /// <summary>Gets the project of a file.</summary>
    public static CodeProject Of(CodeFile file) => Of(file.Model.Compilation);

    /// <summary>Gets a file. The first caller for a syntax tree determines the semantic model.</summary>
    public CodeFile FileOf(SemanticModel model) => _files.GetOrAdd(model.SyntaxTree, _ => CodeFile.Of(model));

    /// <summary>Gets the body of a method or the initializer of a member; <see langword="null"/> if it is not in the source.</summary>
    public CodeBlock? BlockOf(ISymbol owner, CancellationToken cancellationToken)
    {
        foreach (var reference in owner.DeclaringSyntaxReferences)
        {
            if (FileOf(reference.SyntaxTree)?.BlockOf(owner, cancellationToken) is { } block)
            {
                return block;
            }
        }

        return null;
    }

    /// <summary>
    /// Gets the calls of a method, also through the interface member or the base method that it implements;
    /// <see langword="null"/> if they are not all known.
    /// </summary>
    public IReadOnlyList<(CodeBlock Block, IOperation Operation)>? CallsOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.AssociatedSymbol is { } property)
        {
            return UsesOf(property, cancellationToken);
        }

        return Uses(method, method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name, cancellationToken);
    }

    /// <summary>
    /// Gets the references to a field, a property or a parameter of a constructor; <see langword="null"/> if they are not all known.
    /// </summary>
    public IReadOnlyList<(CodeBlock Block, IOperation Operation)>? UsesOf(ISymbol member, CancellationToken cancellationToken) =>
        Uses(member, member.Name, cancellationToken);

    /// <summary>Gets the methods of the source that a call of a virtual, abstract or interface method may run.</summary>
    public IReadOnlyList<IMethodSymbol> ImplementationsOf(IMethodSymbol method)
    {
        var found = new List<IMethodSymbol>();
        var isInterface = method.ContainingType.TypeKind == TypeKind.Interface;
        foreach (var type in _types ??= CollectTypes())
        {
            if (isInterface)
            {
                if (type.TypeKind is TypeKind.Class or TypeKind.Struct
                    && type.AllInterfaces.Any(face =>
                        SymbolEqualityComparer.Default.Equals(face.OriginalDefinition, method.ContainingType.OriginalDefinition))
                    && type.FindImplementationForInterfaceMember(method) is IMethodSymbol implementation)
                {
                    found.Add(implementation.OriginalDefinition);
                }
            }
            else
            {
                found.AddRange(type.GetMembers(method.Name).OfType<IMethodSymbol>().Where(each => Overrides(each, method)));
            }
        }

        return found;
    }

    /// <summary>Gets the files that contain a name and one of some keywords; no file if they are too many.</summary>
    public IReadOnlyList<CodeFile> FilesWith(string name, Keywords any, CancellationToken cancellationToken)
    {
        var trees = _compilation.SyntaxTrees
            .Where(tree => FileFacts.Of(tree).ContainsAny(any, cancellationToken) && FileFacts.Of(tree).UsesName(name, cancellationToken))
            .Take(MaxFiles + 1)
            .ToList();
        return trees.Count > MaxFiles ? [] : [.. trees.Select(FileOf)];
    }

    /// <summary>Determines whether a file contains a call that fulfills a condition.</summary>
    public bool ContainsCall(Func<IInvocationOperation, bool> condition, SyntaxTree tree, CancellationToken cancellationToken) =>
        FileOf(tree).Blocks(cancellationToken)
            .Any(block => block.Calls.Any(condition));

    private IReadOnlyList<(CodeBlock Block, IOperation Operation)>? Uses(
        ISymbol symbol,
        string name,
        CancellationToken cancellationToken) =>
        _uses.GetOrAdd(symbol, each => Search(each, name, cancellationToken));

    private List<(CodeBlock Block, IOperation Operation)>? Search(ISymbol symbol, string name, CancellationToken cancellationToken)
    {
        var isLocal = symbol.DeclaredAccessibility == Accessibility.Private || symbol is IParameterSymbol;
        var trees = isLocal
            ? symbol.ContainingType.DeclaringSyntaxReferences.Select(static each => each.SyntaxTree).Distinct()
            : _compilation.SyntaxTrees.Where(tree => FileFacts.Of(tree).UsesName(name, cancellationToken));
        var files = trees.Take(MaxFiles + 1).ToList();
        if (files.Count > MaxFiles)
        {
            return null;
        }

        return
        [
            .. files.SelectMany(tree => FileOf(tree).Index(cancellationToken).UsesOfName(symbol))
                .Where(each => IsUseOf(each.Symbol, symbol))
                .Select(static each => (each.Block, each.Operation)),
        ];
    }

    private static bool IsUseOf(ISymbol used, ISymbol symbol)
    {
        used = used.OriginalDefinition;
        if (SymbolEqualityComparer.Default.Equals(used, symbol))
        {
            return true;
        }

        if (used.Name != symbol.Name || used.Kind != symbol.Kind || used is IParameterSymbol)
        {
            return false;
        }

        // A call through an interface or a base class.
        return used.ContainingType?.TypeKind == TypeKind.Interface
            ? symbol.ContainingType.AllInterfaces.Any(face =>
                SymbolEqualityComparer.Default.Equals(face.OriginalDefinition, used.ContainingType.OriginalDefinition))
            : symbol is IMethodSymbol method && used is IMethodSymbol basic && Overrides(method, basic);
    }

    private static bool Overrides(IMethodSymbol method, IMethodSymbol basic)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, basic.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    // The compilation has the same syntax trees for all rules. Each file is bound once.
#pragma warning disable RS1030 // Values are followed through several files, and no callback provides the models of the others.
    private CodeFile FileOf(SyntaxTree tree) => _files.GetOrAdd(tree, each => CodeFile.Of(_compilation.GetSemanticModel(each)));
#pragma warning restore RS1030

    private List<INamedTypeSymbol> CollectTypes()
    {
        var types = new List<INamedTypeSymbol>();
        var open = new Stack<INamespaceOrTypeSymbol>([_compilation.Assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            foreach (var member in open.Pop().GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                open.Push(member);
                if (member is INamedTypeSymbol type)
                {
                    types.Add(type);
                }
            }
        }

        return types;
    }
}
