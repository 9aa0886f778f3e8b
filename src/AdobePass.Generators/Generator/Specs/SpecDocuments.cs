using System.Globalization;
using AdobePass.Generators.Shared.Json;

namespace AdobePass.Generators.Generator.Specs;

/// <summary>Contains the files of one spec: the spec itself, and the files that it refers to.</summary>
internal sealed class SpecDocuments
{
    private readonly List<SpecDocument> _all = [];

    public SpecDocuments(SpecFile file)
    {
        Main = new SpecDocument(file.Path, file.Text, 0);
        _all.Add(Main);
        var start = file.Text.Length + 1;
        foreach (var part in file.Parts)
        {
            _all.Add(new SpecDocument(part.Path, part.Text, start));
            start += part.Text.Length + 1;
        }
    }

    /// <summary>Gets the spec itself.</summary>
    public SpecDocument Main { get; }

    /// <summary>Reads the files that the spec refers to. One that is not valid JSON has no content.</summary>
    public void ReadParts(CancellationToken cancellationToken)
    {
        foreach (var part in _all.Skip(1))
        {
            try
            {
                part.Root = JsonReader.Read(part.Text.ToString(), cancellationToken, part.Start);
            }
            catch (JsonSyntaxException exception)
            {
                var position = part.Text.Lines.GetLinePosition(Math.Min(exception.Position, part.Text.Length));
                part.SyntaxError = string.Format(
                    CultureInfo.InvariantCulture,
                    "line {0}, column {1}: {2}",
                    position.Line + 1,
                    position.Character + 1,
                    exception.Message);
            }
        }
    }

    /// <summary>Gets the file that a position is in.</summary>
    public SpecDocument At(int position)
    {
        var found = Main;
        foreach (var document in _all)
        {
            if (document.Start > position)
            {
                break;
            }

            found = document;
        }

        return found;
    }

    /// <summary>Finds a file that is named relative to another one.</summary>
    public SpecDocument? Find(SpecDocument from, string relative)
    {
        var path = ExternalReferences.Resolve(from.Path, relative);
        return _all.Find(document => ExternalReferences.WithSlashes(document.Path) == path);
    }
}
