namespace AdobePass;

/// <summary>Represents a file that is sent as a part of a request with <c>multipart/form-data</c>.</summary>
public sealed class AdobePassFile
{
    /// <summary>Initializes a file from a stream. The stream is read from its current position and is not disposed.</summary>
    /// <param name="content">
    /// The content. A stream that cannot seek is read into memory first, so that the request can be sent again.
    /// </param>
    /// <param name="fileName">The file name; <see langword="null"/> to send the name of the field.</param>
    /// <param name="contentType">The media type; <see langword="null"/> for the media type of the spec.</param>
    /// <exception cref="ArgumentNullException"><paramref name="content"/> is <see langword="null"/>.</exception>
    public AdobePassFile(Stream content, string? fileName = null, string? contentType = null)
    {
        Content = content ?? throw new ArgumentNullException(nameof(content));
        FileName = fileName;
        ContentType = contentType;
    }

    /// <summary>Creates a file from bytes.</summary>
    /// <param name="content">The content.</param>
    /// <param name="fileName">The file name; <see langword="null"/> to send the name of the field.</param>
    /// <param name="contentType">The media type; <see langword="null"/> for the media type of the spec.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="content"/> is <see langword="null"/>.</exception>
    public static AdobePassFile FromBytes(byte[] content, string? fileName = null, string? contentType = null) =>
        new(new MemoryStream(content ?? throw new ArgumentNullException(nameof(content)), writable: false), fileName, contentType);

    /// <summary>Gets the content.</summary>
    public Stream Content { get; }

    /// <summary>Gets the file name; <see langword="null"/> to send the name of the field.</summary>
    public string? FileName { get; }

    /// <summary>Gets the media type; <see langword="null"/> for the media type of the spec.</summary>
    public string? ContentType { get; }
}
