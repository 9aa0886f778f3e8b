using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.Context;

/// <summary>A rule for source code.</summary>
internal abstract class SourceRule
{
    /// <summary>Gets the descriptors that the rule reports: one for each of its messages.</summary>
    public abstract ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>Gets whether the rule also runs in test projects that do not set <c>adobepass.include_tests</c>.</summary>
    public virtual bool RunsInTestProjects => false;

    /// <summary>Determines whether the rule can report anything in a file. Called before anything in the file is bound.</summary>
    public abstract bool IsRelevant(FilePrefilter prefilter);

    /// <summary>Analyzes a file.</summary>
    public abstract void Analyze(FileAnalysis file);
}
