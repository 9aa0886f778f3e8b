// title: options of an integration test
// kind: test
using System;
using AdobePass;

namespace Nimbus.Tests;

public class PlaybackOptionsFixture : IDisposable
{
    public PlaybackOptionsFixture()
    {
        Options = new AdobePassOptions
        {
            SoftwareStatement = new SoftwareStatement(Environment.GetEnvironmentVariable("TEST_STATEMENT")!),
            CredentialStore = new MemoryCredentialStore(),
        };
        Options.Environment = AdobePassEnvironment.ReleaseProduction; // expect: AP5003
        Client = new AdobePassClient(Options);
    }

    public AdobePassOptions Options { get; }

    public AdobePassClient Client { get; }

    public void Dispose() => Client.Dispose();
}
