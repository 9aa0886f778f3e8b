using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>The result of reading a spec file: a model, unless the whole file is unreadable, and the diagnostics.</summary>
internal sealed record SpecReading(string Name, SpecModel? Model, EquatableArray<DiagnosticInfo> Diagnostics);
