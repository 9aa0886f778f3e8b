using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Represents the result of reading a spec file: the diagnostics, and a model unless the whole file is unreadable.</summary>
internal sealed record SpecReading(string Name, SpecModel? Model, EquatableArray<DiagnosticInfo> Diagnostics);
