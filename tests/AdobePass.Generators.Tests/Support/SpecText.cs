using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.Tests.Support;

/// <summary>A spec as an additional file in memory.</summary>
internal sealed class SpecText(string name, string text, string? path = null) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public string Name { get; } = name;

    public override string Path { get; } = path ?? $"/specs/{name}.json";

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}

/// <summary>A settings file in memory.</summary>
internal sealed class SettingsText(string text, string path) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}

/// <summary>The options that the package's targets would give the compiler.</summary>
internal sealed class BuildOptions((string Key, string Value)[] properties, IReadOnlyList<(string Key, string Value)> ofFiles) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(properties);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values([.. ofFiles]);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        textFile is SpecText spec ? new Values(("build_metadata.AdditionalFiles.AdobePassSpec", spec.Name)) : new Values();

    private sealed class Values(params (string Key, string Value)[] values) : AnalyzerConfigOptions
    {
        private readonly ImmutableDictionary<string, string> _values = values.ToImmutableDictionary(pair => pair.Key, pair => pair.Value, KeyComparer);

        public override bool TryGetValue(string key, out string value) => _values.TryGetValue(key, out value!);
    }
}
