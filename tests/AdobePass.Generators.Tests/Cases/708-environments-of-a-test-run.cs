// title: environments of a test run
// kind: test
using System;
using System.Collections.Generic;
using AdobePass;

namespace Orchard.Tests;

public static class Runs
{
    public static IEnumerable<AdobePassOptions> All()
    {
        yield return new AdobePassOptions { Environment = AdobePassEnvironment.ReleaseStaging };
        yield return new AdobePassOptions { Environment = AdobePassEnvironment.ReleaseProduction }; // expect: AP5003
    }

    public static bool IsLive(AdobePassOptions options) => Equals(options.Environment, AdobePassEnvironment.ReleaseProduction);
}
