// title: Desktop window in which the support team looks at the profiles of a box
// kind: console
// rule: AP1004
// why: each click on Refresh asks for a token, and the address bar of every proxy sees the secret
using System;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using System.Windows.Input;

namespace Probe.Desktop;

public sealed record BoxSettings(string ClientId, string ClientSecret, string DeviceInfo, string Serial);

public sealed class ProbeCommand : ICommand
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly BoxSettings _box;
    private readonly Action<string> _show;

    public ProbeCommand(BoxSettings box, Action<string> show) => (_box, _show) = (box, show);

    public event EventHandler? CanExecuteChanged;

    public bool CanExecute(object? parameter) => parameter is string { Length: > 0 };

    public async void Execute(object? parameter)
    {
        try
        {
            _show(await LoadAsync((string)parameter!));
        }
        catch (HttpRequestException e)
        {
            _show("No connection: " + e.StatusCode);
        }

        CanExecuteChanged?.Invoke(this, EventArgs.Empty);
    }

    private async Task<string> LoadAsync(string brand)
    {
        var url = "https://sp.auth.adobe.com/o/client/token?grant_type=client_credentials&client_id=" + _box.ClientId + "&client_secret=" + _box.ClientSecret; // expect: AP2010
        var ask = new HttpRequestMessage(HttpMethod.Post, url); // expect: AP1004#a
        ask.Headers.Add("X-Device-Info", _box.DeviceInfo);
        using var given = await _http.SendAsync(ask); // expect: AP1004#a
        given.EnsureSuccessStatusCode();
        var match = Regex.Match(await given.Content.ReadAsStringAsync(), "\"access_token\"\\s*:\\s*\"([^\"]+)\"");
        if (!match.Success)
        {
            return "No token.";
        }

        var read = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/" + Uri.EscapeDataString(brand) + "/profiles");
        read.Headers.Add("Authorization", "Bearer " + match.Groups[1].Value);
        read.Headers.Add("X-Device-Info", _box.DeviceInfo);
        read.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(_box.Serial)));
        using var profiles = await _http.SendAsync(read);
        return (int)profiles.StatusCode + Environment.NewLine + await profiles.Content.ReadAsStringAsync();
    }
}
