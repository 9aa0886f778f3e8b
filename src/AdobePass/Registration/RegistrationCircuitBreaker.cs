using AdobePass.Runtime;
using Microsoft.Extensions.Logging;

namespace AdobePass;

/// <summary>
/// Represents a circuit breaker for one endpoint of Dynamic Client Registration. It opens when the service rejects the application
/// itself, or sends unusable responses to several devices.
/// </summary>
/// <remarks>
/// A request per device would fail in the same way and use up the rate of every device. No request is sent for the break duration. Then one
/// request is sent as a probe.
/// </remarks>
internal sealed class RegistrationCircuitBreaker(TimeSpan breakDuration, TimeProvider clock, ILogger logger)
{
    // With fewer devices, the cause may be the device or its network.
    private const int MaxUnusableDevices = 3;

    private static readonly HashSet<string> RejectsApplication = new(StringComparer.Ordinal)
    {
        "invalid_software_statement", "unapproved_software_statement", "invalid_redirect_uri",
    };

    private readonly object _gate = new();
    private readonly HashSet<CredentialKey> _unusable = [];
    private Break? _break;

    /// <summary>
    /// Gets the error code of the last rejection of the application, or <c>unusable_response</c>; <see langword="null"/> if the circuit is
    /// closed.
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

    /// <summary>Allows a request, or throws the failure of the last one.</summary>
    /// <param name="statement">
    /// The software statement of the request. A statement other than the rejected one is always allowed.
    /// </param>
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
                // This request is the probe for all devices.
                _break = open with { IsProbed = true };
                return;
            }

            throw open.Cause.Again(
                $"Not sent again: the service rejected this application, and no device sends another request for " +
                $"{breakDuration.TotalSeconds:0.###} s ({nameof(AdobePassOptions)}.{nameof(AdobePassOptions.RegistrationBreakDuration)}).");
        }
    }

    /// <summary>
    /// Records a failure, and opens the circuit if the failure concerns the application and not a single device or request.
    /// </summary>
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

    /// <summary>Records that a request succeeded: the service accepts the application.</summary>
    internal void Accepted()
    {
        lock (_gate)
        {
            _break = null;
            _unusable.Clear();
        }
    }

    /// <summary>Records that a probe had no conclusive result, so that the next request is the probe.</summary>
    internal void Unknown()
    {
        lock (_gate)
        {
            _break = _break is { } open ? open with { IsProbed = false } : null;
        }
    }

    private bool CountUnusable(CredentialKey key)
    {
        // A duration of zero turns the circuit breaker off, so nothing is recorded.
        if (breakDuration <= TimeSpan.Zero)
        {
            return false;
        }

        _unusable.Add(key);
        return _unusable.Count >= MaxUnusableDevices;
    }

    private sealed record Break(AdobePassException Cause, SoftwareStatement? Statement, long Since, bool IsProbed = false);
}
