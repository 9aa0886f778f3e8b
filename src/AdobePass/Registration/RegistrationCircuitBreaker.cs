using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// A circuit breaker for one endpoint of Dynamic Client Registration. It opens when the service rejects the application itself, whatever the device,
/// or answers several devices with responses that cannot be used. Trying once per device would change nothing and use up the rate of every device, so
/// for a while no request is sent; then one is sent to find out.
/// </summary>
internal sealed class RegistrationCircuitBreaker(TimeSpan breakDuration, TimeProvider clock, ILogger logger)
{
    // With fewer devices the cause may lie with the device or its network.
    private const int MaxUnusableDevices = 3;

    private static readonly HashSet<string> RejectsApplication = new(StringComparer.Ordinal)
    {
        "invalid_software_statement", "unapproved_software_statement", "invalid_redirect_uri",
    };

    private readonly object _gate = new();
    private readonly HashSet<CredentialKey> _unusable = [];
    private Break? _break;

    /// <summary>
    /// Gets the error code with which the application was rejected last, or <c>unusable_response</c>; <see langword="null"/> while requests are sent.
    /// </summary>
    internal string? ErrorCode
    {
        get
        {
            lock (_gate)
            {
                return _break is { } open ? (open.Cause as DynamicClientRegistrationException)?.ErrorCode ?? "unusable_response" : null;
            }
        }
    }

    /// <summary>Lets a request pass, or fails as the last one did.</summary>
    /// <param name="statement">The software statement that it would send; a statement other than the rejected one always passes.</param>
    /// <exception cref="AdobePassException">The circuit is open.</exception>
    internal void Pass(SoftwareStatement? statement = null)
    {
        lock (_gate)
        {
            if (_break is not { } open || !Equals(open.Statement, statement))
            {
                return;
            }

            if (!open.IsProbed && clock.GetElapsedTime(open.Since) >= breakDuration)
            {
                // This request finds out for all.
                _break = open with { IsProbed = true };
                return;
            }

            throw open.Cause.Again(
                $"Not sent again: the service rejected this application, and no device sends another request for {breakDuration.TotalSeconds:0.###} s " +
                $"({nameof(AdobePassOptions)}.{nameof(AdobePassOptions.RegistrationBreakDuration)}).");
        }
    }

    /// <summary>Records a failure, and opens the circuit if it concerns the application and not one device or request.</summary>
    internal void Failed(CredentialKey key, AdobePassException cause, SoftwareStatement? statement = null)
    {
        var isRejected = cause is DynamicClientRegistrationException { ErrorCode: { } code } rejection
            && (int)rejection.StatusCode < 500
            && RejectsApplication.Contains(code);
        lock (_gate)
        {
            if (!isRejected && !(DcrFailures.IsUnusable(cause) && CountUnusable(key)))
            {
                _break = _break is { } open ? open with { IsProbed = false } : null;
                return;
            }

            _break = new Break(cause, statement, clock.GetTimestamp());
        }

        logger.ApplicationRefused(DcrFailures.OperationOf(cause), ErrorCode ?? string.Empty, breakDuration.TotalSeconds);
    }

    /// <summary>Records that a request was carried out: the application is accepted.</summary>
    internal void Accepted()
    {
        lock (_gate)
        {
            _break = null;
            _unusable.Clear();
        }
    }

    /// <summary>Records that the request that was to find out has learned nothing: the next one finds out.</summary>
    internal void Unknown()
    {
        lock (_gate)
        {
            _break = _break is { } open ? open with { IsProbed = false } : null;
        }
    }

    private bool CountUnusable(CredentialKey key)
    {
        // No break, no memory: the option turns the breaker off.
        if (breakDuration <= TimeSpan.Zero)
        {
            return false;
        }

        _unusable.Add(key);
        return _unusable.Count >= MaxUnusableDevices;
    }

    private sealed record Break(AdobePassException Cause, SoftwareStatement? Statement, long Since, bool IsProbed = false);
}
