using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AdobePass.Generators.Analyzers.Prefilter;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>A source file with its bound code. All analyzers of a compilation share it, so that each file is visited once.</summary>
internal sealed class CodeFile
{
    private static readonly ConditionalWeakTable<SemanticModel, CodeFile> Known = new();

    // The bodies of a smaller file are bound faster than the work is distributed.
    private const int MinParallelBodies = 32;

    private readonly object _gate = new();
    private ImmutableArray<CodeBlock> _blocks;
    private Dictionary<ISymbol, CodeBlock>? _blockByOwner;
    private FileIndex? _index;

    private CodeFile(SemanticModel model, FileFacts facts)
    {
        Model = model;
        Facts = facts;
    }

    public SemanticModel Model { get; }

    public FileFacts Facts { get; }

    /// <summary>Gets the strings of the expressions that were traced.</summary>
    public ConcurrentDictionary<(CodeBlock Block, IOperation Value, TraceReach Reach), IReadOnlyList<TracedString>> Traces { get; } = new();

    public static CodeFile Of(SemanticModel model) =>
        Known.GetValue(model, static each => new CodeFile(each, FileFacts.Of(each.SyntaxTree)));

    public ImmutableArray<CodeBlock> Blocks(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_blocks.IsDefault)
            {
                _blocks = Bind(cancellationToken);
            }

            return _blocks;
        }
    }

    /// <summary>Gets the uses of symbols.</summary>
    public FileIndex Index(CancellationToken cancellationToken) => _index ??= new FileIndex(Blocks(cancellationToken));

    /// <summary>Gets the body of a method that is declared in this file.</summary>
    public CodeBlock? BlockOf(ISymbol owner, CancellationToken cancellationToken)
    {
        if (_blockByOwner is null)
        {
            var byOwner = new Dictionary<ISymbol, CodeBlock>(SymbolEqualityComparer.Default);
            foreach (var block in Blocks(cancellationToken))
            {
                if (block.Owner is { } symbol && !byOwner.ContainsKey(symbol))
                {
                    byOwner.Add(symbol, block);
                }
            }

            _blockByOwner = byOwner;
        }

        return _blockByOwner.TryGetValue(owner, out var found) ? found : null;
    }

    /// <summary>
    /// Gets the body of a method of this file that calls run as it is declared: an ordinary method that is not overridden, or a local
    /// function of the calling body.
    /// </summary>
    public CodeBlock? BodyOf(CodeBlock caller, IMethodSymbol method, CancellationToken cancellationToken)
    {
        switch (method.OriginalDefinition)
        {
            case { MethodKind: MethodKind.LocalFunction } local:
                return caller.Operations.Any(each => each is ILocalFunctionOperation declared
                    && SymbolEqualityComparer.Default.Equals(declared.Symbol, local))
                    ? caller
                    : null;
            case { MethodKind: MethodKind.Ordinary, IsAbstract: false, IsExtern: false } ordinary
                when !(ordinary.IsVirtual || ordinary.IsOverride) || ordinary.ContainingType.IsSealed:
                return BlockOf(ordinary, cancellationToken);
            default:
                return null;
        }
    }

    private ImmutableArray<CodeBlock> Bind(CancellationToken cancellationToken)
    {
        var nodes = Model.SyntaxTree.GetRoot(cancellationToken)
            .DescendantNodesAndSelf(static node => !IsBody(node) && node is not TypeSyntax)
            .Where(IsRoot)
            .ToList();
        var blocks = new CodeBlock?[nodes.Count];

        // Most of the time between a keystroke and the diagnostics of a large file is the binding of its bodies, one after the other.
        if (nodes.Count >= MinParallelBodies && Model.Compilation.Options.ConcurrentBuild)
        {
            Parallel.For(0, nodes.Count, new ParallelOptions { CancellationToken = cancellationToken }, BindBody);
        }
        else
        {
            for (var i = 0; i < nodes.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                BindBody(i);
            }
        }

        return blocks.OfType<CodeBlock>().ToImmutableArray();

        void BindBody(int i)
        {
            if (Model.GetOperation(nodes[i], cancellationToken) is { } operation)
            {
                blocks[i] = new CodeBlock(this, operation, OwnerOf(nodes[i], cancellationToken));
            }
        }
    }

    private static bool IsRoot(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or AttributeSyntax or PrimaryConstructorBaseTypeSyntax => true,
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax => true,
        CompilationUnitSyntax unit => unit.Members.Any(SyntaxKind.GlobalStatement),
        _ => false,
    };

    // Nodes inside are part of the operation of the containing node.
    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax or GlobalStatementSyntax or EqualsValueClauseSyntax or ConstructorInitializerSyntax or AttributeSyntax => true,
        ArrowExpressionClauseSyntax => true,
        _ => false,
    };

    private ISymbol? OwnerOf(SyntaxNode node, CancellationToken cancellationToken) => node switch
    {
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax property } =>
            Model.GetDeclaredSymbol(property, cancellationToken),
        EqualsValueClauseSyntax { Parent: { } declaration } => Model.GetDeclaredSymbol(declaration, cancellationToken),
        AttributeSyntax or PrimaryConstructorBaseTypeSyntax => null,
        CompilationUnitSyntax unit => Model.GetDeclaredSymbol(unit, cancellationToken),
        _ => Model.GetDeclaredSymbol(node, cancellationToken),
    };
}
