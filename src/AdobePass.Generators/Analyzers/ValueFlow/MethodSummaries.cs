using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.ValueFlow;

/// <summary>What a method does with a parameter or with the object that it is called on.</summary>
/// <param name="Sinks">Where the value ends, except in the result.</param>
/// <param name="Holders">The parameters, and the type of <c>this</c>, that contain the value afterwards.</param>
/// <param name="IsReturned">Whether the result contains the value.</param>
internal sealed record MethodSummary(IReadOnlyList<FlowSink> Sinks, IReadOnlyCollection<ISymbol> Holders, bool IsReturned)
{
    public static readonly MethodSummary Empty = new([], [], false);
}

/// <summary>Summarizes the methods of a project, each at most once for each parameter.</summary>
internal sealed class MethodSummaries
{
    private const int MaxDepth = 6;

    private static readonly ConditionalWeakTable<
        CodeProject,
        ConcurrentDictionary<(IMethodSymbol Method, int Parameter, ValueParts Parts), KnownSummary>> Known = new();

    private static readonly ConditionalWeakTable<
        CodeProject,
        ConcurrentDictionary<(IOperation Value, ValueParts Parts), ValueFlow>> KnownFlows = new();

    private readonly CodeProject _project;
    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Parameter, ValueParts Parts), KnownSummary> _summaries;
    private readonly HashSet<(IMethodSymbol Method, int Parameter)> _open = [];
    private int _depth;
    private int _deepest;
    private bool _isCut;

    public MethodSummaries(CodeProject project, CancellationToken cancellationToken)
    {
        _project = project;
        _summaries = Known.GetValue(project, static _ => new());
        Flows = KnownFlows.GetValue(project, static _ => new());
        CancellationToken = cancellationToken;
    }

    public CancellationToken CancellationToken { get; }

    /// <summary>Gets the flows of the results that were followed. Several rules follow the same ones.</summary>
    public ConcurrentDictionary<(IOperation Value, ValueParts Parts), ValueFlow> Flows { get; }

    /// <summary>Summarizes a method; <see langword="null"/> if a part of the code that it runs is not in the source.</summary>
    public MethodSummary? Of(IMethodSymbol method, IParameterSymbol parameter, ValueParts parts) =>
        Of(method, parameter, isReceiver: false, parts);

    /// <summary>Summarizes a method; <see langword="null"/> if a part of the code that it runs is not in the source.</summary>
    public MethodSummary? Of(IMethodSymbol method, IParameterSymbol? parameter, bool isReceiver, ValueParts parts)
    {
        var ordinal = isReceiver ? -1 : parameter?.Ordinal ?? -2;
        var definition = method.OriginalDefinition;
        if (ordinal == -2 || definition.MethodKind is not (MethodKind.Ordinary or MethodKind.Constructor or MethodKind.PropertySet
            or MethodKind.ExplicitInterfaceImplementation or MethodKind.UserDefinedOperator))
        {
            return null;
        }

        if (_summaries.TryGetValue((definition, ordinal, parts), out var known)
            && (known.IsOfRoot || _depth + known.Height <= MaxDepth))
        {
            _deepest = Math.Max(_deepest, _depth + known.Height);
            _isCut |= known.IsCut;
            return known.Summary;
        }

        var methods = MethodsRunBy(definition);
        if (methods.Count == 0)
        {
            return null;
        }

        // A recursive call adds nothing to the summary that is being made.
        if (_depth == MaxDepth)
        {
            _isCut = true;
            return null;
        }

        if (!_open.Add((definition, ordinal)))
        {
            _isCut = true;
            return MethodSummary.Empty;
        }

        var (deepest, isCut) = (_deepest, _isCut);
        _depth++;
        (_deepest, _isCut) = (_depth, false);
        try
        {
            var summary = Summarize(methods, ordinal, parts);
            if (summary is not null && (_depth == 1 || !_isCut))
            {
                _summaries[(definition, ordinal, parts)] = new KnownSummary(summary, _deepest - _depth + 1, _isCut, _depth == 1);
            }

            return summary;
        }
        finally
        {
            _depth--;
            _open.Remove((definition, ordinal));
            (_deepest, _isCut) = (Math.Max(deepest, _deepest), isCut || _isCut);
        }
    }

    /// <summary>
    /// Summarizes what a method does with the results of a delegate that it runs; <see langword="null"/> if a part of the code that it runs
    /// is not in the source.
    /// </summary>
    public MethodSummary? OfDelegate(IMethodSymbol method, IParameterSymbol parameter, ValueParts parts)
    {
        var definition = method.OriginalDefinition;
        if (_depth == MaxDepth)
        {
            _isCut = true;
            return null;
        }

        if (definition.MethodKind != MethodKind.Ordinary
            || definition.Parameters.Length <= parameter.Ordinal
            || MethodsRunBy(definition) is not [var only]
            || _project.BlockOf(only, CancellationToken) is not { } body
            || OnlyThrows(body))
        {
            return null;
        }

        _depth++;
        _deepest = Math.Max(_deepest, _depth);
        try
        {
            return ValueFlow.OfDelegate(body, only.Parameters[parameter.Ordinal], this, parts) is { } flow ? ToSummary([flow]) : null;
        }
        finally
        {
            _depth--;
        }
    }

    private static MethodSummary ToSummary(IReadOnlyCollection<ValueFlow> flows) => new(
        [.. flows.SelectMany(static flow => flow.Sinks).Where(static sink => sink.End is not (FlowEnd.Returned or FlowEnd.Used))],
        new HashSet<ISymbol>(flows.SelectMany(static flow => flow.Holders), SymbolEqualityComparer.Default),
        flows.Any(static flow => flow.Sinks.Any(static sink => sink.End == FlowEnd.Returned)));

    private MethodSummary? Summarize(List<IMethodSymbol> methods, int ordinal, ValueParts parts)
    {
        var flows = new List<ValueFlow>();
        foreach (var method in methods)
        {
            if (_project.BlockOf(method, CancellationToken) is not { } body)
            {
                // A constructor of a record, or of a class with a primary constructor, only keeps its arguments in the object.
                if (method.MethodKind == MethodKind.Constructor)
                {
                    continue;
                }

                return null;
            }

            if (OnlyThrows(body))
            {
                return null;
            }

            flows.Add(ordinal < 0
                ? ValueFlow.OfReceiver(body, this, parts)
                : ValueFlow.OfParameter(body, method.Parameters[ordinal], this, parts));
        }

        return ToSummary(flows);
    }

    // A method that is not written yet says nothing.
    private static bool OnlyThrows(CodeBlock body) =>
        body.Root is IMethodBodyOperation method
        && (method.BlockBody ?? method.ExpressionBody) is { Operations: [var only] }
        && only.DescendantsAndSelf().FirstOrDefault(static each =>
            each is not (IReturnOperation or IExpressionStatementOperation or IConversionOperation)) is IThrowOperation;

    // The applications that use a library may implement its public interfaces.
    private bool IsImplementedElsewhere(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return !_project.IsProgram;
    }

    // Implementations in other assemblies are not known. An interface without an implementation in the project is not summarized.
    private List<IMethodSymbol> MethodsRunBy(IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface || method.IsAbstract)
        {
            return IsImplementedElsewhere(method) ? [] : [.. _project.ImplementationsOf(method)];
        }

        if (method.DeclaringSyntaxReferences.IsEmpty && method.MethodKind != MethodKind.Constructor)
        {
            return [];
        }

        if (method.ContainingType.DeclaringSyntaxReferences.IsEmpty)
        {
            return [];
        }

        return method.IsVirtual || (method.IsOverride && !method.IsSealed)
            ? [method, .. _project.ImplementationsOf(method)]
            : [method];
    }

    /// <summary>A summary that was made before.</summary>
    /// <param name="Summary">The summary.</param>
    /// <param name="Height">The number of calls that it looked through, itself included.</param>
    /// <param name="IsCut">Whether it looked through fewer calls because of a recursion or the largest depth.</param>
    /// <param name="IsOfRoot">Whether no other summary contains it. It then serves at any depth.</param>
    private sealed record KnownSummary(MethodSummary Summary, int Height, bool IsCut, bool IsOfRoot);
}
