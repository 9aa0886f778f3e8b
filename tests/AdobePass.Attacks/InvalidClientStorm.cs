using System.Globalization;
using AdobePass.Testing;

namespace AdobePass.Attacks;

/// <summary>The token endpoint answers <c>invalid_client</c> to every device for a while, with every status and with or without accepting new pairs.</summary>
internal static class InvalidClientStorm
{
    private const int Devices = 2_000;

    private static readonly int[] Statuses = [200, 302, 400, 401, 403, 404, 500, 502, 503];

    internal static Attack Attack { get; } = new(
        "invalid-client-storm",
        $"The token endpoint answers invalid_client to {Devices} devices, with every status; new pairs are rejected too, or accepted.",
        RunAsync);

    private static async Task<AttackResult> RunAsync(AttackContext context)
    {
        long tried = 0, lost = 0;
        var measured = new List<string>();
        foreach (var status in Statuses)
        {
            var (pairs, registrations, _) = await StormAsync(status, newPairsAreAccepted: false, limit: null, context.CancellationToken).ConfigureAwait(false);
            tried += Devices;
            lost += pairs;
            context.Progress($"status {status}, new pairs rejected: {pairs} of {Devices} pairs lost, {registrations} registrations");
        }

        // New pairs are accepted: each replacement is proven, and only the breaker limits what is replaced.
        foreach (var limit in new[] { 0, 1, 2, 5, 10, 50 })
        {
            var (pairs, registrations, failed) = await StormAsync(400, newPairsAreAccepted: true, limit, context.CancellationToken).ConfigureAwait(false);
            tried += Devices;
            lost += Math.Max(0, pairs - limit);
            measured.Add(string.Create(CultureInfo.InvariantCulture, $"{limit}: {pairs}"));
            context.Progress($"new pairs accepted, MaxRejectedDevices {limit}: {pairs} of {Devices} pairs replaced, {registrations} registrations, {failed} calls failed");
        }

        return new AttackResult(tried, lost, $"With accepted new pairs, pairs replaced by limit: {string.Join(", ", measured)}; more than the limit counts as lost.");
    }

    private static async Task<(int Lost, long Registrations, int Failed)> StormAsync(
        int status,
        bool newPairsAreAccepted,
        int? limit,
        CancellationToken cancellationToken)
    {
        var victim = new Victim(configure: options => options.MaxRejectedDevices = limit ?? options.MaxRejectedDevices);
        await using (victim.ConfigureAwait(false))
        {
            await victim.CallAsync(Devices, cancellationToken).ConfigureAwait(false);
            var before = await victim.StoredAsync(Devices, cancellationToken).ConfigureAwait(false);
            var known = before.ToHashSet(StringComparer.Ordinal);
            var registered = victim.Fake.Registrations;

            // The tokens of all devices end at once, as after a night without viewers.
            victim.Fake.RevokeAccessTokens();
            int failed;
            using (victim.Fake.InjectFault(FakeFault.Respond(status, """{"error":"invalid_client"}""", "application/json")
                .On(FakeOperation.Token)
                .When(request => !newPairsAreAccepted || known.Any(id => request.BodyText.Contains(id!, StringComparison.Ordinal)))
                .Forever()))
            {
                failed = await victim.CallAsync(Devices, cancellationToken).ConfigureAwait(false);
            }

            var after = await victim.StoredAsync(Devices, cancellationToken).ConfigureAwait(false);
            return (before.Zip(after).Count(pair => pair.First != pair.Second), victim.Fake.Registrations - registered, failed);
        }
    }
}
