namespace AdobePass;

/// <summary>
/// Marks an interface whose client the build generates from an API spec: an OpenAPI document in JSON that is part of the project.
/// </summary>
/// <remarks>
/// <para>An interface that is <c>partial</c> and declares no member gets a method for every operation of the spec. An interface that
/// declares methods gets an implementation of exactly these; each is checked against the operation it names.</para>
/// <para>A method belongs to the operation whose id equals its name, upper and lower case and a trailing <c>Async</c> aside,
/// or to the one that <see cref="AdobePassOperationAttribute"/> names.</para>
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
    /// <summary>Uses the bundled spec of REST API V2, <c>rest-v2</c>.</summary>
    public AdobePassApiAttribute()
        : this("rest-v2")
    {
    }

    /// <summary>Uses the spec with the given name.</summary>
    /// <param name="spec">
    /// A bundled spec (<c>rest-v2</c>, <c>dcr</c>) or the name of an <c>&lt;AdobePassApiSpec&gt;</c> item of the project: its
    /// <c>Name</c>, or else its file name without the extension.
    /// </param>
    public AdobePassApiAttribute(string spec) => Spec = spec;

    /// <summary>The name of the spec.</summary>
    public string Spec { get; }

    /// <summary>
    /// The name of the generated class. By default the interface's name without its leading <c>I</c>, followed by <c>Client</c>:
    /// <c>IPlayback</c> becomes <c>PlaybackClient</c>.
    /// </summary>
    public string? ClientName { get; set; }

    /// <summary>
    /// A <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> that reads and writes those body types of the interface which
    /// are your own and not models of the spec.
    /// </summary>
    public Type? JsonContext { get; set; }

    /// <summary>
    /// Whether an extension method that registers the client with dependency injection is generated. The default is <see langword="true"/>.
    /// </summary>
    public bool GenerateRegistration { get; set; } = true;

    /// <summary>
    /// Gets or sets whether any part of a response that cannot be read is an <see cref="AdobePassResponseException"/>. The default is
    /// <see langword="false"/>: optional members, list elements and map values that cannot be read are left out and reported.
    /// </summary>
    public bool StrictResponses { get; set; }
}
