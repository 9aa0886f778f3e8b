using AdobePass.Generators.Generator.Specs;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Represents a model to emit.</summary>
/// <param name="HasRequiredMembers">Whether the target framework of the project supports <c>required</c> and <c>init</c>.</param>
internal sealed record ModelFile(string SpecName, string Namespace, SchemaModel Schema, bool IsPublic, bool HasRequiredMembers)
{
    /// <summary>Gets the file name. The type names of a spec differ by more than case; placeholder types have a suffix.</summary>
    public string HintName =>
        $"{Namespace}.{Schema.TypeName}{(Schema.IsPlaceholderType ? ".PlaceholderType" : string.Empty)}{WellKnownNames.EmittedFileSuffix}";
}
