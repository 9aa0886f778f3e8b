// title: View model of the sign-in page of a phone application (MAUI style)
// kind: library
// rule: AP1008, AP1009, AP2006
// why: an outage deletes the pair, a trace shows the token, and the identity of the phone is new at each start
using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Lumen.Mobile.Pages;

public sealed partial class SignInPageModel : INotifyPropertyChanged, IDisposable
{
    private readonly AdobePassClient _pass;
    private readonly CancellationTokenSource _leaving = new();
    private string _message = "";

    public SignInPageModel(string folder, string statement)
    {
        _pass = new AdobePassClient(new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseProduction,
            SoftwareStatement = new SoftwareStatement(statement),
            CredentialStore = new FileCredentialStore(folder, new FileStoreOptions { AllowCreation = true }),
            Device = new StreamingDevice("lumen-" + Guid.NewGuid().ToString("N"), PhoneInformation()), // expect: AP2006
        });
    }

    public event PropertyChangedEventHandler? PropertyChanged;

    public string Message
    {
        get => _message;
        private set
        {
            _message = value;
            PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(nameof(Message)));
        }
    }

    public void Dispose()
    {
        _leaving.Cancel();
        _pass.Dispose();
    }
}

// The part that talks to the service.
public sealed partial class SignInPageModel
{
    public async Task AppearAsync()
    {
        try
        {
            var token = await _pass.GetAccessTokenAsync(cancellationToken: _leaving.Token);
            Debug.WriteLine($"[sign-in] {DateTime.Now:T} got {token.Reveal()}"); // expect: AP1009
            Message = "Ready";
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
        catch (AdobePassException fault)
        {
            Trace.TraceError("sign-in: " + fault.Message);
            await _pass.DeleteCredentialsAsync(cancellationToken: CancellationToken.None); // expect: AP1008
            Message = "Please try again.";
        }
    }

    private static DeviceInformation PhoneInformation() => new()
    {
        PrimaryHardwareType = HardwareType.MobilePhone,
        Model = "Lumen One",
        Version = "1",
        OsName = OsName.Android,
        OsVersion = Environment.OSVersion.Version.ToString(),
        ConnectionType = "WiFi",
    };
}
