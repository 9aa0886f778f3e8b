using AdobePass;
using AdobePass.Entitlements;
using AdobePass.Testing;
using TvApp;

// Replaces Adobe Pass, and the viewer who signs in on a phone.
await using var fake = new FakeAdobePass();
var settings = new Settings(await fake.StartAsync(), fake.CreateSoftwareStatement());
var screens = new Screens(Console.Out, signInOnPhone: code => fake.CompleteLogin(code));
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

// <plumbing>
using var adobePass = new AdobePassClient(settings.Client);
var viewer = new EntitlementService(adobePass, settings.Entitlements).ForDevice();
// </plumbing>

var app = new App(viewer, screens);
if (!await app.SignInAsync(stop.Token))
{
    return 1;
}

await app.ShowCatalogueAsync(Settings.Catalogue, stop.Token);
await app.PlayAsync("news", stop.Token);
await app.PlayAsync("denied-opera", stop.Token);
await app.SignOutAsync(stop.Token);
return 0;
