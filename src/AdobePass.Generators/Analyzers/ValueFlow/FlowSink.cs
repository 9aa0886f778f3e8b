using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.ValueFlow;

/// <summary>Where a value ends.</summary>
internal enum FlowEnd
{
    /// <summary>It is tested or measured, and nothing keeps it.</summary>
    Used,

    /// <summary>It is sent in a request.</summary>
    Sent,

    /// <summary>It is logged, printed, or part of an exception.</summary>
    Shown,

    /// <summary>It is returned to the caller.</summary>
    Returned,

    /// <summary>It is assigned to a field, a property or a captured parameter, or added to a collection in one.</summary>
    Member,

    /// <summary>It is passed to a delegate that the method gets as a parameter. The caller decides.</summary>
    Delegate,

    /// <summary>It is put into a cache.</summary>
    Cache,

    /// <summary>It is written to a file, a database or another store, or passed to code that cannot be seen.</summary>
    Stored,
}

/// <summary>An end of a value.</summary>
/// <param name="End">Where the value ends.</param>
/// <param name="Block">The body that contains the operation.</param>
/// <param name="Operation">The operation that ends it.</param>
/// <param name="Symbol">The member or the delegate parameter, if it ends in one.</param>
/// <param name="IsHeld">Whether it ends in an object that the member holds, and not in the member itself.</param>
/// <param name="Via">The call in the analyzed body that passes the value on; <see langword="null"/> if it ends in this body.</param>
internal readonly record struct FlowSink(
    FlowEnd End,
    CodeBlock Block,
    IOperation Operation,
    ISymbol? Symbol = null,
    bool IsHeld = false,
    IOperation? Via = null);

/// <summary>The flow of a value through a body of code, as it is being followed.</summary>
internal interface IFlow
{
    /// <summary>Gets the parameters and the types of <c>this</c> into which the value was put.</summary>
    HashSet<ISymbol> Holders { get; }

    /// <summary>Follows a value outwards to its last use.</summary>
    void Follow(IOperation value);

    /// <summary>Follows the reads of a local or a parameter.</summary>
    /// <param name="symbol">The local or parameter.</param>
    /// <param name="assignment">The assignment of the value; <see langword="null"/> if the symbol always has the value.</param>
    void FollowSymbol(ISymbol symbol, IOperation? assignment = null);

    /// <summary>Records an end of the value.</summary>
    void Record(FlowEnd end, IOperation operation, ISymbol? symbol = null, bool isHeld = false);
}
