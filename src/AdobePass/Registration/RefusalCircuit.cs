using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Remembers that the application itself is refused, whatever the device: a statement that is not accepted, a grant that it may not use. Asking once per device would change nothing and use up
/// every device's allowance, so for a while nobody asks; then one does, and the others wait for what he learns.
/// </summary>
internal sealed class RefusalCircuit(TimeSpan pause, TimeProvider clock, ILogger logger)
{
    private static readonly HashSet<string> Definitive = new(StringComparer.Ordinal)
    {
        "invalid_software_statement", "unapproved_software_statement", "invalid_redirect_uri", "unauthorized_client", "unsupported_grant_type",
    };

    private readonly object _gate = new();
    private Refusal? _refusal;

    /// <summary>The error with which the application was refused last; null where it was accepted since.</summary>
    internal string? ErrorCode
    {
        get
        {
            lock (_gate)
            {
                return _refusal?.Fault.ErrorCode;
            }
        }
    }

    /// <summary>Passes a request, or fails as the last one did.</summary>
    /// <param name="operationId">The operation: a refused registration is no reason to give no token to devices that are registered.</param>
    /// <param name="statement">The statement that a registration would send; another one than the refused is always let through. Null for token requests.</param>
    /// <exception cref="DynamicClientRegistrationException">The application was refused a short while ago.</exception>
    internal void Pass(string operationId, SoftwareStatement? statement)
    {
        lock (_gate)
        {
            if (_refusal is not { } refusal || refusal.Fault.OperationId != operationId || (refusal.Statement is { } refused && statement is not null && !refused.Equals(statement)))
            {
                return;
            }

            if (clock.GetElapsedTime(refusal.Since) >= pause)
            {
                // This one asks for all; the pause begins anew until it knows.
                _refusal = refusal with { Since = clock.GetTimestamp() };
                return;
            }

            var fault = refusal.Fault;
            throw new DynamicClientRegistrationException(
                fault.OperationId,
                fault.StatusCode,
                fault.ErrorCode,
                $"{fault.Message} Not asked again: the service refused this application less than {pause.TotalSeconds:0.###} s ago ({nameof(AdobePassOptions)}.{nameof(AdobePassOptions.RefusalPause)}).");
        }
    }

    /// <summary>Notes a refusal, if it is one of the application and not of a device.</summary>
    internal void Refused(DynamicClientRegistrationException fault, SoftwareStatement? statement)
    {
        if (pause > TimeSpan.Zero && fault.ErrorCode is { } code && Definitive.Contains(code))
        {
            lock (_gate)
            {
                _refusal = new Refusal(fault, statement, clock.GetTimestamp());
            }

            logger.ApplicationRefused(fault.OperationId, code, pause.TotalSeconds);
        }
    }

    /// <summary>Notes that an operation works.</summary>
    internal void Accepted(string operationId)
    {
        lock (_gate)
        {
            if (_refusal?.Fault.OperationId == operationId)
            {
                _refusal = null;
            }
        }
    }

    private sealed record Refusal(DynamicClientRegistrationException Fault, SoftwareStatement? Statement, long Since);
}
