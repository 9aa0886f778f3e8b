using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Generator;

/// <summary>Represents the properties of the project that affect the emitted code.</summary>
internal sealed record TargetModel(string AssemblyName, bool HasRequiredMembers, bool IsLanguageSupported, string LanguageVersion)
{
    public static TargetModel Of(Compilation compilation) => new(
        compilation.AssemblyName ?? string.Empty,
        compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.RequiredMemberAttribute") is not null
            && compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.CompilerFeatureRequiredAttribute") is not null
            && compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.IsExternalInit") is not null,
        compilation is CSharpCompilation { LanguageVersion: >= Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp11 },
        (compilation as CSharpCompilation)?.LanguageVersion.ToDisplayString() ?? string.Empty);
}
