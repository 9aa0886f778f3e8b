// title: View model and janitor delete the pair whenever something fails
// kind: library
// twin: 818-same-view-model-the-pair-goes-only-when-adobe-wants-a-new-registration-or-the-viewer-resets-the-app.cs
using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Mesa.ViewModels;

public interface IPlayGateway
{
    Task<Uri> StartAsync(string resource, StreamingDevice device, CancellationToken ct);
}

public sealed class PlayerViewModel(IPlayGateway gateway, AdobePassClient pass, StreamingDevice device)
{
    public string Message { get; private set; } = "";

    public Uri? Source { get; private set; }

    public async Task PlayAsync(string resource, CancellationToken ct)
    {
        try
        {
            Source = await gateway.StartAsync(resource, device, ct);
        }
        catch (Exception e)
        {
            Message = "Please try again. " + e.Message;
            await pass.DeleteCredentialsAsync(device, ct); // expect: AP1008
        }
    }
}

public sealed class Janitor(CredentialStore store, IPlayGateway gateway)
{
    public async Task<bool> ProbeAsync(StreamingDevice device, string identifier, CancellationToken ct)
    {
        var key = CredentialKey.Create("https://sp.auth.adobe.com", identifier);
        try
        {
            await gateway.StartAsync("probe", device, ct);
            return true;
        }
        catch (HttpRequestException)
        {
            await store.DeleteAsync(key, ct); // expect: AP1008
            return false;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
