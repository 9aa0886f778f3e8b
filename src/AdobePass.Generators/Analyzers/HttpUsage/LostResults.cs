using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Analyzers.HttpUsage;

/// <summary>Finds calls whose result is used but not stored.</summary>
internal static class LostResults
{
    public static IEnumerable<IOperation> Find(IReadOnlyList<CallSource> sources) =>
        sources
            .Where(static source => source.ResultUse == ResultUse.Lost)
            .Where(static source => !EscapeAnalysis.IsInsideFactory(source.Call) && !IsStore(source.Block))
            .Select(static source => source.Call);

    // A store or a cache of the runtime's kind stores the result.
    private static bool IsStore(CodeBlock block)
    {
        for (var type = block.Owner?.ContainingType?.BaseType; type is not null; type = type.BaseType)
        {
            if (type is { Name: "CredentialStore" or "AccessTokenCache", ContainingNamespace.Name: "AdobePass" })
            {
                return true;
            }
        }

        return false;
    }
}
