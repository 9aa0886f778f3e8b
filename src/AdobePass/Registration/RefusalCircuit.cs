using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Remembers that the application itself is refused at registration, whatever the device: a statement that is not accepted, an address that it may not use. Asking once per device would change nothing and
/// use up every device's allowance, so for a while nobody asks; then one does, and the others wait for what he learns.
/// </summary>
/// <remarks>Token requests are not stopped for all: a pair may belong to another registered application than the present one, so its refusal says nothing of the other devices.</remarks>
internal sealed class RefusalCircuit(TimeSpan pause, TimeProvider clock, ILogger logger)
{
    private static readonly HashSet<string> Definitive = new(StringComparer.Ordinal)
    {
        "invalid_software_statement", "unapproved_software_statement", "invalid_redirect_uri",
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

    /// <summary>Passes a registration, or fails as the last one did.</summary>
    /// <param name="statement">The statement that it would send; another one than the refused is always let through.</param>
    /// <exception cref="DynamicClientRegistrationException">The application was refused a short while ago.</exception>
    internal void Pass(SoftwareStatement statement)
    {
        lock (_gate)
        {
            if (_refusal is not { } refusal || !refusal.Statement.Equals(statement))
            {
                return;
            }

            if (!refusal.IsProbed && clock.GetElapsedTime(refusal.Since) >= pause)
            {
                // This one asks for all.
                _refusal = refusal with { IsProbed = true };
                return;
            }

            var fault = refusal.Fault;
            throw new DynamicClientRegistrationException(
                fault.OperationId,
                fault.StatusCode,
                fault.ErrorCode,
                $"{fault.Message} Not asked again: the service refused this application, and nobody asks for {pause.TotalSeconds:0.###} s after that ({nameof(AdobePassOptions)}.{nameof(AdobePassOptions.RefusalPause)}).");
        }
    }

    /// <summary>Notes a refusal, if it is one of the application and not of a request.</summary>
    internal void Refused(DynamicClientRegistrationException fault, SoftwareStatement statement)
    {
        if (fault.ErrorCode is not { } code || !Definitive.Contains(code))
        {
            Unknown();
            return;
        }

        lock (_gate)
        {
            _refusal = new Refusal(fault, statement, clock.GetTimestamp());
        }

        logger.ApplicationRefused(fault.OperationId, code, pause.TotalSeconds);
    }

    /// <summary>Notes that the application is accepted.</summary>
    internal void Accepted()
    {
        lock (_gate)
        {
            _refusal = null;
        }
    }

    /// <summary>Notes that who asked for all has learned nothing: the next one asks.</summary>
    internal void Unknown()
    {
        lock (_gate)
        {
            _refusal = _refusal is { } refusal ? refusal with { IsProbed = false } : null;
        }
    }

    private sealed record Refusal(DynamicClientRegistrationException Fault, SoftwareStatement Statement, long Since, bool IsProbed = false);
}
