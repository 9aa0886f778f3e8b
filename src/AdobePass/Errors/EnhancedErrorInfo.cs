namespace AdobePass;

/// <summary>An enhanced error of REST API V2, as it stands at the top level of an error answer.</summary>
/// <remarks>Every field may be absent, and Adobe may add values to each. Decide by <see cref="Action"/>, then by <see cref="Code"/>; show
/// <see cref="Message"/> and <see cref="Details"/> to viewers; give <see cref="Trace"/> to Adobe's support.</remarks>
public sealed class EnhancedErrorInfo
{
    internal EnhancedErrorInfo(string? action, int? status, string? code, string? message, string? details, string? helpUrl, string? trace)
    {
        Action = action;
        Status = status;
        Code = code;
        Message = message;
        Details = details;
        HelpUrl = helpUrl;
        Trace = trace;
    }

    /// <summary>What to do: <c>none</c>, <c>configuration</c>, <c>application-registration</c>, <c>authentication</c>, <c>authorization</c> or <c>retry</c>.</summary>
    public string? Action { get; }

    /// <summary>The status of the error; it can differ from the HTTP status.</summary>
    public int? Status { get; }

    /// <summary>The code, such as <c>invalid_parameter_mvpd</c>.</summary>
    public string? Code { get; }

    /// <summary>A text that may be shown to the viewer.</summary>
    public string? Message { get; }

    /// <summary>More detail, from the MVPD or a degradation rule, that may be shown to the viewer.</summary>
    public string? Details { get; }

    /// <summary>The address of Adobe's page on the error.</summary>
    public string? HelpUrl { get; }

    /// <summary>The id of this answer for Adobe's support.</summary>
    public string? Trace { get; }
}
