using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>A family of rules for source code that look for the same things.</summary>
internal abstract class SourceRules
{
    /// <summary>The rules.</summary>
    public abstract ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>Whether a file may matter to the rules; asked before anything in it is bound.</summary>
    public abstract bool IsRelevant(FilePrefilter screen);

    /// <summary>Looks at a file.</summary>
    public abstract void Analyze(FileAnalysis file);
}
