using AdobePass.Benchmarks.Calls;
using AdobePass.Benchmarks.Calls.Peers;
using AdobePass.Benchmarks.Report;

namespace AdobePass.Benchmarks.Rows;

/// <summary>Calls over a handler that answers from memory: what the library itself costs.</summary>
internal static class CallRows
{
    public static async Task RunAsync(Table table)
    {
        using var handler = new InMemoryHandler();
        using var adobePass = Clients.Connect(handler);
        var ours = new ServiceClient(adobePass);
        var refit = Clients.Refit(handler);
        var hand = Clients.HandWritten(handler);
        var restEase = Clients.RestEase(handler);
        var (id, information) = Clients.DeviceHeaders;
        var device = Clients.Device;

        var body = new RestV2.DecisionsRequest { Resources = ["res-1"] };
        var peerBody = new DecisionsRequest(["res-1"]);
        var authorize = await Sampling.CompareAsync(
            [(1, 0.35), (2, 0.60)],
            () => ours.AuthorizeAsync("CHAN1", "MvpdAlpha", body, device),
            () => refit.AuthorizeAsync("CHAN1", "MvpdAlpha", peerBody, id, information),
            () => hand.AuthorizeAsync("CHAN1", "MvpdAlpha", peerBody, id, information),
            () => restEase.AuthorizeAsync("CHAN1", "MvpdAlpha", peerBody, id, information, default)).ConfigureAwait(false);
        AddTimes(table, "authorize in memory", authorize, [("Refit", 0.35), ("hand-written", 0.60), ("RestEase", null)]);
        AddBytes(table, "authorize in memory", authorize, [("Refit", 0.45), ("hand-written", null), ("RestEase", null)]);

        var form = new RestV2.SessionRequest { DomainName = "tv.example", RedirectUrl = "https://tv.example/done?from=tv" };
        var peerForm = new SessionForm { DomainName = "tv.example", RedirectUrl = "https://tv.example/done?from=tv" };
        var sessions = await Sampling.CompareAsync(
            () => ours.CreateSessionAsync("CHAN1", form, device),
            () => refit.CreateSessionAsync("CHAN1", peerForm, id, information),
            () => hand.CreateSessionAsync("CHAN1", peerForm, id, information)).ConfigureAwait(false);
        Add("create session (form) in memory", sessions);

        var profiles = await Sampling.CompareAsync(
            () => ours.GetProfilesAsync("CHAN1", device),
            () => refit.GetProfilesAsync("CHAN1", id, information),
            () => hand.GetProfilesAsync("CHAN1", id, information)).ConfigureAwait(false);
        Add("profiles in memory", profiles);

        var configuration = await Sampling.CompareAsync(
            () => ours.GetConfigurationAsync("CHAN1", device),
            () => refit.GetConfigurationAsync("CHAN1", id, information),
            () => hand.GetConfigurationAsync("CHAN1", id, information)).ConfigureAwait(false);
        Add("configuration call, 300 MVPDs, in memory", configuration);

        void Add(string what, Sample[] samples)
        {
            AddTimes(table, what, samples, [("Refit", null), ("hand-written", null)]);
            AddBytes(table, what, samples, [("Refit", null), ("hand-written", null)]);
        }
    }

    private static void AddTimes(Table table, string what, Sample[] samples, (string Name, double? AtMost)[] peers)
    {
        for (var i = 0; i < peers.Length; i++)
        {
            table.Add(what + ", time", "ns", samples[0], peers[i].Name, samples[i + 1], peers[i].AtMost);
        }
    }

    private static void AddBytes(Table table, string what, Sample[] samples, (string Name, double? AtMost)[] peers)
    {
        for (var i = 0; i < peers.Length; i++)
        {
            table.Add(what + ", bytes", "B", samples[0].Bytes, peers[i].Name, samples[i + 1].Bytes, peers[i].AtMost);
        }
    }
}
