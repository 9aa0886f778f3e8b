using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Emits the extension method that registers a client with dependency injection.</summary>
internal static class RegistrationEmitter
{
    private const string Builder = "global::Microsoft.Extensions.DependencyInjection.AdobePassBuilder";

    public static void Emit(SourceWriter writer, BoundInterface model)
    {
        var client = Names.Escape(model.ClientName);
        var stem = model.ClientName.EndsWith("Client", StringComparison.Ordinal) && model.ClientName.Length > 6
            ? model.ClientName.Substring(0, model.ClientName.Length - 6)
            : model.ClientName;

        writer.Documentation($"<summary>Registers <see cref=\"{model.FullName}\"/> with dependency injection.</summary>");
        writer.Attributes();
        foreach (var restriction in model.Restrictions)
        {
            writer.Line(restriction);
        }

        writer.Open($"{model.Accessibility} static class {model.ClientName}Registration");
        writer.Documentation(
            $"<summary>Registers <see cref=\"{model.FullName}\"/> as a singleton that uses the application's Adobe Pass client.</summary>");
        writer.Line("/// <param name=\"builder\">The builder that <c>AddAdobePass</c> returned.</param>");
        writer.Line("/// <returns>The same builder.</returns>");
        writer.Open($"public static {Builder} Add{stem}", [$"this {Builder} builder"]);
        writer.Open("if (builder is null)");
        writer.Line("throw new global::System.ArgumentNullException(nameof(builder));");
        writer.Close();
        writer.Line($"return builder.AddClient<{model.FullName}>(static adobePass => new {client}(adobePass));");
        writer.Close();
        writer.Close();
    }
}
