// title: View model of the sign-in page of a phone application that keeps what it has
// kind: library
// rule: AP1008, AP1009, AP2006
// twin: 526-sign-in-page
// expect: none
using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Lumen.Mobile.Pages;

public interface IPreferences
{
    string? Get(string key);

    void Set(string key, string value);
}

public sealed class SignInPageModel : IAsyncDisposable
{
    private readonly AdobePassClient _pass;
    private readonly IPreferences _preferences;

    public SignInPageModel(string folder, string statement, IPreferences preferences)
    {
        _preferences = preferences;
        _pass = new AdobePassClient(new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseProduction,
            SoftwareStatement = new SoftwareStatement(statement),
            CredentialStore = new FileCredentialStore(Path.Combine(folder, "pass"), new FileStoreOptions { AllowCreation = true }),
            Device = new StreamingDevice(PhoneIdentity(), PhoneInformation()),
            InvalidClientBehavior = InvalidClientBehavior.Fail,
        });
    }

    public string Message { get; private set; } = "";

    public async Task AppearAsync(CancellationToken ct)
    {
        try
        {
            var token = await _pass.GetAccessTokenAsync(cancellationToken: ct);
            Debug.WriteLine($"[sign-in] {DateTime.Now:T} got a token of {token.Reveal().Length} characters, {token}");
            Message = "Ready";
        }
        catch (DynamicClientRegistrationException fault) when (fault.ErrorCode == "invalid_client")
        {
            await _pass.DeleteCredentialsAsync(cancellationToken: CancellationToken.None);
            Message = "Please sign in again.";
        }
        catch (AdobePassApiException fault) when (fault.NextStep == NextStep.RegisterAgain)
        {
            await _pass.DeleteCredentialsAsync(cancellationToken: CancellationToken.None);
            Message = "Please sign in again.";
        }
        catch (AdobePassException fault)
        {
            Trace.TraceWarning("sign-in: {0}, next step {1}", fault.Message, fault.NextStep);
            Message = "No connection. We will try again in a moment.";
        }
    }

    public ValueTask DisposeAsync() => _pass.DisposeAsync();

    private string PhoneIdentity()
    {
        var identity = _preferences.Get("lumen.phone");
        if (string.IsNullOrEmpty(identity))
        {
            identity = Guid.NewGuid().ToString("N");
            _preferences.Set("lumen.phone", identity);
        }

        return identity;
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
