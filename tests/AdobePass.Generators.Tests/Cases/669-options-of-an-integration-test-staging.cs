// title: options of an integration test, staging
// kind: test
// expect: none
using System;
using AdobePass;

namespace Nimbus.Tests;

public class StagingFixture
{
    public AdobePassOptions Options { get; } = new()
    {
        Environment = AdobePassEnvironment.ReleaseStaging,
        CredentialStore = new MemoryCredentialStore(),
    };

    public void Never_points_at_the_live_service()
    {
        if (Options.Environment == AdobePassEnvironment.ReleaseProduction)
        {
            throw new InvalidOperationException("The tests must not call the live service.");
        }
    }
}
