// title: Same view model, the pair goes only when Adobe wants a new registration or the viewer resets the app
// kind: library
// twin: 817-view-model-and-janitor-delete-the-pair-whenever-something-fails.cs
// expect: none
using System;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Mesa.ViewModels;

public interface IPlayGateway
{
    Task<Uri> StartAsync(string resource, StreamingDevice device, CancellationToken ct);
}

public interface IDialogs
{
    Task<bool> ConfirmAsync(string question);
}

public sealed class PlayerViewModel(IPlayGateway gateway, AdobePassClient pass, StreamingDevice device, IDialogs dialogs)
{
    public string Message { get; private set; } = "";

    public Uri? Source { get; private set; }

    public async Task PlayAsync(string resource, CancellationToken ct)
    {
        try
        {
            Source = await gateway.StartAsync(resource, device, ct);
        }
        catch (AdobePassApiException e) when (e.NextStep == NextStep.RegisterAgain)
        {
            Message = "Please sign in again.";
            await pass.DeleteCredentialsAsync(device, ct);
        }
        catch (AdobePassException e)
        {
            Message = "Please try again. " + e.Message;
        }
    }

    public async Task ResetAsync(CancellationToken ct)
    {
        if (await dialogs.ConfirmAsync("Forget this device?"))
        {
            await pass.DeleteCredentialsAsync(device, ct);
        }
    }
}
