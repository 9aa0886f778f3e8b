// title: console check opens a client per box and prints what it uses
// kind: console
// rule: AP1005
using System;
using System.IO;
using System.Linq;
using System.Threading;
using AdobePass;

if (args is not [var listFile, ..])
{
    Console.Error.WriteLine("usage: fleet-check <file with box ids>");
    return 2;
}

var statement = new SoftwareStatement(Environment.GetEnvironmentVariable("FLEET_STATEMENT") ?? throw new InvalidOperationException("FLEET_STATEMENT"));
Console.WriteLine($"checking with statement {statement.Reveal()}"); // expect: AP1009

var options = new AdobePassOptions
{
    Environment = AdobePassEnvironment.ReleaseStaging,
    SoftwareStatement = statement,
    CredentialStore = new FileCredentialStore(Path.GetFullPath("fleet-store"), new FileStoreOptions { AllowCreation = true }),
};
var information = new DeviceInformation
{
    Model = "BoxTwo", Version = "2.1", OsName = OsName.Linux, OsVersion = "6.6", ConnectionType = "LAN",
};

var missing = 0;
foreach (var box in File.ReadLines(listFile).Select(line => line.Trim()).Where(line => line.Length > 0))
{
    using var connection = new AdobePassClient(options); // expect: AP1005
    var entry = await connection.FindCredentialsAsync(new StreamingDevice(box, information), CancellationToken.None);
    if (entry is null)
    {
        missing++;
        Console.WriteLine("{0}: never registered", box);
    }
    else
    {
        Console.WriteLine("{0}: registered", box);
    }
}

return missing == 0 ? 0 : 1;
