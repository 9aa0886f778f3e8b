using System.Text.Json.Nodes;
using AdobePass.Testing.Errors;

namespace AdobePass.Testing;

/// <content>Faults and replaced responses.</content>
public sealed partial class FakeAdobePass
{
    /// <summary>Injects a fault. Faults apply in the order of injection, one per request.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>An object that removes the fault when it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    public IDisposable InjectFault(FakeFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return _faults.Add(fault);
    }

    /// <summary>
    /// Injects an error into the decisions for a resource. The HTTP status stays 200. An example is <c>network_received_error</c>, whose
    /// action is <c>retry</c>. It applies to both decision operations of real MVPDs if a profile exists.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="code">One of the 47 documented codes.</param>
    /// <param name="times">The number of decisions it applies to, at least 1; null means all.</param>
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

    /// <summary>Sets a function that can replace every response, except throttled responses and broken connections.</summary>
    /// <param name="replacement">
    /// The function. It runs outside the lock of the fake, possibly on several threads. It replaces the previous one; null removes it.
    /// </param>
    public void ReplaceResponse(Func<FakeRequest, FakeResponse, FakeResponse>? replacement) => _service.Replacement = replacement;
}
