namespace AdobePass;

/// <summary>
/// Marks an interface whose client is generated at build time from an API spec: an OpenAPI document in JSON that is part of the project.
/// </summary>
/// <remarks>
/// <para>An interface that is <c>partial</c> and declares no members gets a method for every operation of the spec. An interface that
/// declares methods gets an implementation of exactly these. Each method is checked against its operation.</para>
/// <para>A method belongs to the operation that <see cref="AdobePassOperationAttribute"/> names. Otherwise, it belongs to the operation
/// whose id equals its name; case and a trailing <c>Async</c> are ignored.</para>
/// </remarks>
/// <example>
/// <code>
/// [AdobePassApi]
/// public interface IPlayback
/// {
///     Task&lt;DecisionsResponse&gt; AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body,
///         CancellationToken cancellationToken = default);
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class AdobePassApiAttribute : Attribute
{
    /// <summary>Initializes the attribute with the bundled spec of REST API V2, <c>rest-v2</c>.</summary>
    public AdobePassApiAttribute()
        : this("rest-v2")
    {
    }

    /// <summary>Initializes the attribute with the name of a spec.</summary>
    /// <param name="spec">
    /// A bundled spec (<c>rest-v2</c>, <c>dcr</c>) or the name of an <c>&lt;AdobePassApiSpec&gt;</c> item of the project: its
    /// <c>Name</c> if it is set; otherwise, its file name without the extension.
    /// </param>
    public AdobePassApiAttribute(string spec) => Spec = spec;

    /// <summary>Gets the name of the spec.</summary>
    public string Spec { get; }

    /// <summary>
    /// Gets or sets the name of the generated class. The default is the name of the interface without its leading <c>I</c>, followed by
    /// <c>Client</c>: <c>IPlayback</c> becomes <c>PlaybackClient</c>.
    /// </summary>
    public string? ClientName { get; set; }

    /// <summary>
    /// Gets or sets the <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> that reads and writes the body types of the
    /// interface that are your own and not models of the spec.
    /// </summary>
    public Type? JsonContext { get; set; }

    /// <summary>
    /// Gets or sets whether an extension method that registers the client with dependency injection is generated. The default is
    /// <see langword="true"/>.
    /// </summary>
    public bool GenerateRegistration { get; set; } = true;

    /// <summary>
    /// Gets or sets whether any part of a response that cannot be read causes an <see cref="AdobePassResponseException"/>. The default is
    /// <see langword="false"/>: optional members, list elements and map values that cannot be read are left out and reported.
    /// </summary>
    public bool StrictResponses { get; set; }
}
