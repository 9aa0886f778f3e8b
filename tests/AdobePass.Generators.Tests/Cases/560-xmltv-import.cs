// title: Import of a programme guide in XMLTV
// kind: console
// rule: none
// expect: none
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using System.Xml;
using System.Xml.Linq;

namespace Kestrel.Guide;

internal static class Import
{
    private const string Format = "yyyyMMddHHmmss zzz";

    public static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(20));
        using var http = new HttpClient();
        var target = Directory.CreateDirectory(args.Length > 0 ? args[0] : "guide");
        await using var body = await http.GetStreamAsync("https://feeds.kestrel.example/xmltv/week.xml.gz", stop.Token);
        await using var plain = new GZipStream(body, CompressionMode.Decompress);

        var count = 0;
        await foreach (var (channel, programmes) in ReadAsync(plain, stop.Token))
        {
            var lines = programmes.Select(p => string.Join('\t', p.Start.ToString("u"), p.Stop.ToString("u"), p.Title));
            await File.WriteAllLinesAsync(Path.Combine(target.FullName, channel + ".tsv"), lines, stop.Token);
            count += programmes.Count;
        }

        Console.WriteLine($"{count} programmes");
        return count > 0 ? 0 : 1;
    }

    private static async IAsyncEnumerable<(string Channel, List<Programme> Programmes)> ReadAsync(Stream stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Ignore });
        await reader.MoveToContentAsync();
        var root = await XElement.LoadAsync(reader, LoadOptions.None, ct);
        foreach (var group in root.Elements("programme").GroupBy(p => (string?)p.Attribute("channel") ?? "unknown"))
        {
            yield return (group.Key, group.Select(Parse).OrderBy(p => p.Start).ToList());
        }
    }

    private static Programme Parse(XElement element)
    {
        var start = DateTimeOffset.ParseExact((string)element.Attribute("start")!, Format, CultureInfo.InvariantCulture);
        var stop = DateTimeOffset.ParseExact((string)element.Attribute("stop")!, Format, CultureInfo.InvariantCulture);
        return new Programme(start, stop, (string?)element.Element("title") ?? "");
    }

    private sealed record Programme(DateTimeOffset Start, DateTimeOffset Stop, string Title);
}
