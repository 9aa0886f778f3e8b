using System.Text;

namespace AdobePass.Runtime;

/// <summary>Represents bytes or a stream that can be sent several times.</summary>
internal sealed class BodyPart
{
    private Stream _content;
    private long _start;

    internal BodyPart(byte[] content)
        : this(new MemoryStream(content, writable: false))
    {
    }

    internal BodyPart(Stream content)
    {
        _content = content;
        _start = content.CanSeek ? content.Position : 0;
    }

    /// <summary>Gets or sets the header of the part of a multipart body; empty for a whole body.</summary>
    internal byte[] Header { get; set; } = [];

    /// <summary>Gets the number of bytes.</summary>
    internal long Length => _content.Length - _start;

    /// <summary>Reads a stream that cannot seek into memory, so that the request can be sent again.</summary>
    internal async ValueTask BufferAsync(CancellationToken cancellationToken)
    {
        if (_content.CanSeek)
        {
            return;
        }

        var buffer = new MemoryStream();
        await _content.CopyToAsync(buffer, 81920, cancellationToken).ConfigureAwait(false);
        _content = buffer;
        _start = 0;
    }

    internal async Task CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        _content.Position = _start;
        await _content.CopyToAsync(target, 81920, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Sends a stream, or the parts of a <c>multipart/form-data</c> body. Disposing it does not dispose the streams.</summary>
internal sealed class PartsContent(IReadOnlyList<BodyPart> parts, byte[] end) : HttpContent
{
    protected override bool TryComputeLength(out long length)
    {
        length = end.Length;
        foreach (var part in parts)
        {
            length += part.Header.Length + part.Length;
        }

        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
        CopyAsync(stream, CancellationToken.None);

#if NET
    protected override Task SerializeToStreamAsync(
        Stream stream,
        System.Net.TransportContext? context,
        CancellationToken cancellationToken) =>
        CopyAsync(stream, cancellationToken);
#endif

    private async Task CopyAsync(Stream stream, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            await WriteAsync(stream, part.Header, cancellationToken).ConfigureAwait(false);
            await part.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        await WriteAsync(stream, end, cancellationToken).ConfigureAwait(false);
    }

    private static Task WriteAsync(Stream stream, byte[] bytes, CancellationToken cancellationToken) =>
#if NET
        stream.WriteAsync(bytes.AsMemory(), cancellationToken).AsTask();
#else
        stream.WriteAsync(bytes, 0, bytes.Length, cancellationToken);
#endif
}

/// <summary>Collects the parts of a <c>multipart/form-data</c> body.</summary>
internal sealed class MultipartBody
{
    private readonly string _boundary = "part-" + Guid.NewGuid().ToString("N");

    internal List<BodyPart> Parts { get; } = [];

    internal string ContentType => "multipart/form-data; boundary=" + _boundary;

    internal void Add(string name, string? fileName, string? contentType, BodyPart part)
    {
        // Each part after the first ends the previous one.
        var header = new StringBuilder(Parts.Count == 0 ? string.Empty : "\r\n")
            .Append("--").Append(_boundary).Append("\r\nContent-Disposition: form-data; name=\"").Append(Quoted(name)).Append('"');
        if (fileName is not null)
        {
            header.Append("; filename=\"").Append(Quoted(fileName)).Append('"');
        }

        if (contentType is not null)
        {
            header.Append("\r\nContent-Type: ").Append(contentType);
        }

        part.Header = Encoding.UTF8.GetBytes(header.Append("\r\n\r\n").ToString());
        Parts.Add(part);
    }

    internal HttpContent ToContent() =>
        new PartsContent(Parts, Encoding.UTF8.GetBytes((Parts.Count == 0 ? "--" : "\r\n--") + _boundary + "--\r\n"));

    // As browsers do: RFC 7578 and the HTML standard.
    private static string Quoted(string text) => text.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A");
}
