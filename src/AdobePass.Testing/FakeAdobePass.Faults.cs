using System.Text.Json.Nodes;
using AdobePass.Testing.Errors;

namespace AdobePass.Testing;

/// <content>Faults and replaced responses.</content>
public sealed partial class FakeAdobePass
{
    /// <summary>Injects a fault; faults are served in the order of injection, one per request.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>Removes the fault when disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    public IDisposable InjectFault(FakeFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return _faults.Add(fault);
    }

    /// <summary>
    /// Makes decisions on a resource fail at item level (HTTP status stays 200), for example with <c>network_received_error</c>, whose
    /// action is <c>retry</c>. It hits both decision operations of real MVPDs once there is a profile.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="code">One of the 47 documented codes.</param>
    /// <param name="times">How many decisions it hits, at least 1; null means all.</param>
    /// <exception cref="ArgumentException">The code is not documented.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is below 1.</exception>
    public void InjectItemError(string resource, string code, int? times = 1)
    {
        ArgumentNullException.ThrowIfNull(resource);
        EnhancedErrors.ThrowIfUnknown(code, nameof(code));
        if (times is { } count)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(times));
        }

        _faults.AddItemError(resource, code, times);
    }

    /// <summary>Removes all faults and item errors.</summary>
    public void ClearFaults() => _faults.Clear();

    /// <summary>Lets a function have the last word on every answer, except throttled and broken ones.</summary>
    /// <param name="replacement">
    /// The function; it runs outside the lock of the fake, possibly on several threads. Null removes it. There is one at a time.
    /// </param>
    public void ReplaceResponse(Func<FakeRequest, FakeResponse, FakeResponse>? replacement) => _service.Replacement = replacement;
}
