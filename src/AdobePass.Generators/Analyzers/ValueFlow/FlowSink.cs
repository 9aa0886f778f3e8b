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

    /// <summary>It is put into a cache.</summary>
    Cache,

    /// <summary>It is written to a file, a database or another store, or passed to code that cannot be seen.</summary>
    Stored,
}

/// <summary>An end of a value.</summary>
/// <param name="End">Where the value ends.</param>
/// <param name="Block">The body that contains the operation.</param>
/// <param name="Operation">The operation that ends it.</param>
/// <param name="Symbol">The member, if it ends in one.</param>
/// <param name="IsHeld">Whether it ends in an object that the member holds, and not in the member itself.</param>
/// <param name="Via">The call in the analyzed body that passes the value on; <see langword="null"/> if it ends in this body.</param>
internal readonly record struct FlowSink(
    FlowEnd End,
    CodeBlock Block,
    IOperation Operation,
    ISymbol? Symbol = null,
    bool IsHeld = false,
    IOperation? Via = null);
