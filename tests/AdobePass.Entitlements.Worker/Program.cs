using AdobePass;
using AdobePass.Entitlements;

// Arguments: the URL of the service, the software statement, the folder of the stores, and the number of viewers.
var folder = args[2];
var count = int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture);
using var client = new AdobePassClient(new AdobePassOptions
{
    BaseAddress = new Uri(args[0]),
    SoftwareStatement = new SoftwareStatement(args[1]),
    CredentialStore = new FileCredentialStore(folder, new FileStoreOptions { AllowCreation = true }),
    RequestsPerSecond = 0,
});
var service = new EntitlementService(client, new EntitlementOptions
{
    ServiceProvider = "CHAN1",
    DomainName = "tv.example",
    RedirectUrl = new Uri("https://tv.example/done"),
    StateStore = new FileEntitlementStateStore(folder),
});
var viewers = Enumerable.Range(0, count).Select(i => service.ForDevice(new StreamingDevice($"tv-{i}", new DeviceInformation
{
    Model = "BoxOne",
    Version = "1.4",
    OsName = OsName.Linux,
    OsVersion = "6.1",
    ConnectionType = "LAN",
}))).ToList();

// Each line of the input is a command. The process ends with the input.
while (Console.ReadLine() is { } command)
{
    if (command == "start")
    {
        foreach (var viewer in viewers)
        {
            await viewer.SelectMvpdAsync(new MvpdInfo("MvpdAlpha")).ConfigureAwait(false);
            var step = await viewer.StartSignInAsync().ConfigureAwait(false);
            Console.WriteLine(step is SignInPrompt prompt ? $"code {prompt.Code}" : "no code");
        }
    }

    // Both commands wait for sign-ins that any process began.
    await Task.WhenAll(viewers.Select(async viewer =>
    {
        var outcome = await viewer.WaitForSignInAsync(CancellationToken.None).ConfigureAwait(false);
        Console.WriteLine($"outcome {outcome.GetType().Name}");
    })).ConfigureAwait(false);
    Console.WriteLine("done");
}
