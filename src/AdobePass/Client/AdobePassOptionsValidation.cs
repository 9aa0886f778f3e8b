using AdobePass.Runtime;

namespace AdobePass;

/// <summary>Validates <see cref="AdobePassOptions"/>, with and without dependency injection.</summary>
internal static class AdobePassOptionsValidation
{
    internal static List<string> Validate(AdobePassOptions options)
    {
        var failures = new List<string>();

        CheckService(failures, options);
        CheckUri(failures, options.BaseAddress, nameof(AdobePassOptions.BaseAddress));
        CheckUri(failures, options.RegistrationBaseAddress, nameof(AdobePassOptions.RegistrationBaseAddress));

        foreach (var server in options.Servers)
        {
            CheckUri(failures, server.Value, $"{nameof(AdobePassOptions.Servers)}[\"{server.Key}\"]");
        }

        if (options.UseAccessTokens && options.SoftwareStatement is null && options.SoftwareStatementProvider is null)
        {
            failures.Add(
                $"{nameof(AdobePassOptions.SoftwareStatement)} is not set. Download it from the TVE Dashboard and load it from " +
                $"configuration, or set {nameof(AdobePassOptions.SoftwareStatementProvider)}.");
        }

        CheckStore(failures, options);

        if (options.RedirectUri is { } redirectUri && !Uri.TryCreate(redirectUri, UriKind.Absolute, out _))
        {
            failures.Add($"{nameof(AdobePassOptions.RedirectUri)} is not an absolute URI.");
        }

        if (options.UserAgent is { } userAgent && (userAgent.Trim().Length == 0 || !HeaderValues.IsSafe(userAgent)))
        {
            failures.Add($"{nameof(AdobePassOptions.UserAgent)} is empty or has a character that is not printable ASCII.");
        }

        CheckTimes(failures, options);
        CheckNumbers(failures, options);
        CheckHandler(failures, options.HttpMessageHandler);

        if (options.TimeProvider is null)
        {
            failures.Add($"{nameof(AdobePassOptions.TimeProvider)} is null. Leave it out to use the system clock.");
        }

        return failures.ConvertAll(failure => Locate(failure, options));
    }

    private static void CheckTimes(List<string> failures, AdobePassOptions options)
    {
        void Check(string name, TimeSpan value, TimeSpan min, TimeSpan max, string range)
        {
            if (value < min || value > max)
            {
                failures.Add($"{name} is {value}. It must be {range}.");
            }
        }

        var moreThanZero = TimeSpan.FromTicks(1);
        Check(
            nameof(options.TokenLifetimeIfUnknown),
            options.TokenLifetimeIfUnknown,
            TimeSpan.FromMinutes(1),
            TimeSpan.FromHours(24),
            "from one minute to 24 hours");
        Check(
            nameof(options.RequestTimeout),
            options.RequestTimeout,
            moreThanZero,
            TimeSpan.FromHours(1),
            "more than zero and at most one hour");
        Check(
            nameof(options.StoreTimeout),
            options.StoreTimeout,
            moreThanZero,
            TimeSpan.FromMinutes(10),
            "more than zero and at most ten minutes");
        Check(nameof(options.MaxQueueDelay), options.MaxQueueDelay, TimeSpan.Zero, TimeSpan.FromHours(1), "from zero to one hour");
        Check(nameof(options.RetryDelay), options.RetryDelay, TimeSpan.Zero, TimeSpan.FromSeconds(30), "from zero to 30 seconds");
        Check(
            nameof(options.RegistrationBreakDuration),
            options.RegistrationBreakDuration,
            TimeSpan.Zero,
            TimeSpan.FromHours(1),
            "from zero to one hour");
        Check(
            nameof(options.ThrottleDelay),
            options.ThrottleDelay,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1),
            "from one second, which Adobe requires after a 429, to one minute");
        Check(
            nameof(options.RejectedDevicesWindow),
            options.RejectedDevicesWindow,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromHours(1),
            "from one second to one hour");
    }

    private static void CheckNumbers(List<string> failures, AdobePassOptions options)
    {
        void Check(string name, IFormattable value, bool isValid, string range)
        {
            if (!isValid)
            {
                failures.Add($"{name} is {value}. It must be {range}.");
            }
        }

        Check(
            nameof(options.RequestsPerSecond),
            options.RequestsPerSecond,
            options.RequestsPerSecond is 0 or (>= 0.001 and <= 10_000),
            "0, which turns the rate limiter off, or from 0.001 to 10,000");
        Check(nameof(options.RequestBurst), options.RequestBurst, options.RequestBurst is >= 0 and <= 1000, "from 0 to 1,000");
        Check(nameof(options.MaxAttempts), options.MaxAttempts, options.MaxAttempts is >= 1 and <= 10, "from 1 to 10");
        Check(
            nameof(options.MaxThrottledAttempts),
            options.MaxThrottledAttempts,
            options.MaxThrottledAttempts is >= 1 and <= 10,
            "from 1 to 10");
        Check(nameof(options.MaxResponseBytes), options.MaxResponseBytes, options.MaxResponseBytes >= 1024, "at least 1,024");
        Check(nameof(options.MaxTokensInMemory), options.MaxTokensInMemory, options.MaxTokensInMemory >= 1, "at least 1");
        Check(
            nameof(options.MaxRejectedDevices),
            options.MaxRejectedDevices,
            options.MaxRejectedDevices is >= 0 and <= 1_000_000,
            "from 0 to 1,000,000");
    }

    // Adds the configuration path and the client name to a message. Every message starts with the name of an option.
    private static string Locate(string failure, AdobePassOptions options)
    {
        if (options.ConfigurationPath is { Length: > 0 } path && !CodeOnly.Any(name => failure.StartsWith(name, StringComparison.Ordinal)))
        {
            failure = $"{path}:{failure}";
        }

        return options.ClientName is { } client ? $"Client '{client}': {failure}" : failure;
    }

    private static void CheckStore(List<string> failures, AdobePassOptions options)
    {
        if (options.CredentialStore is not null || !options.UseAccessTokens)
        {
            return;
        }

        var remedy = options.ConfigurationPath is { Length: > 0 } path
            ? $"Set {path}:Store:Folder, or {nameof(AdobePassOptions.CredentialStore)} in code"
            : $"Use new {nameof(FileCredentialStore)}(folder, …), or new {nameof(MemoryCredentialStore)}() in tests";
        failures.Add(
            $"{nameof(AdobePassOptions.CredentialStore)} is not set. Losing client credentials logs every viewer out, so there is no " +
            $"default. {remedy}.");
    }

    private static void CheckService(List<string> failures, AdobePassOptions options)
    {
        if (options.UseAccessTokens && options.Environment is null && options.BaseAddress is null)
        {
            failures.Add(
                $"{nameof(AdobePassOptions.Environment)} is not set. Set it to {Environments}, " +
                $"or set {nameof(AdobePassOptions.BaseAddress)} for another service.");
        }

        if (options.Environment is { } environment
            && environment is < AdobePassEnvironment.ReleaseProduction or > AdobePassEnvironment.PrequalStaging)
        {
            failures.Add(
                $"{nameof(AdobePassOptions.Environment)} is {(int)options.Environment}, which is not an environment. " +
                $"A missing setting is read as 0. Set it to {Environments}.");
        }

        if (options.Environment is not null && options.BaseAddress is not null && !options.BaseAddressOverridesEnvironment)
        {
            failures.Add(
                $"{nameof(AdobePassOptions.Environment)} and {nameof(AdobePassOptions.BaseAddress)} are both set. Remove one, or set " +
                $"{nameof(AdobePassOptions.BaseAddressOverridesEnvironment)} to use {nameof(AdobePassOptions.BaseAddress)}.");
        }
    }

    // Options that cannot be set in configuration.
    private static readonly string[] CodeOnly =
    [
        nameof(AdobePassOptions.CredentialStore),
        nameof(AdobePassOptions.HttpMessageHandler),
        nameof(AdobePassOptions.TimeProvider),
        "The HTTP client",
    ];

    private const string Environments =
        nameof(AdobePassEnvironment.ReleaseProduction) + ", " + nameof(AdobePassEnvironment.ReleaseStaging) + ", " +
        nameof(AdobePassEnvironment.PrequalProduction) + " or " + nameof(AdobePassEnvironment.PrequalStaging);

    // Following a redirect would send tokens and client credentials to a host that is not configured.
    private static void CheckHandler(List<string> failures, HttpMessageHandler? handler)
    {
        var chain = handler as HandlerChain;
        var innermost = chain is null ? handler : chain.CreateCurrent();
        var subject = chain is null ? nameof(AdobePassOptions.HttpMessageHandler) : $"The HTTP client '{chain.Name}'";
        while (innermost is DelegatingHandler { InnerHandler: { } inner })
        {
            if (innermost is IAccessTokenHandler)
            {
                failures.Add(
                    $"{subject} has an AdobePassTokenHandler, which would wait for a token to request a token. " +
                    "Remove it: the client adds its tokens itself.");
            }

            innermost = inner;
        }

        var followsRedirects = innermost switch
        {
            HttpClientHandler platform => platform.AllowAutoRedirect,
#if NET
            SocketsHttpHandler sockets => sockets.AllowAutoRedirect,
#endif
            _ => false,
        };
        if (followsRedirects)
        {
            failures.Add(
                $"{subject} follows redirects, which can send tokens and client credentials to another host. " +
                $"Set AllowAutoRedirect to false on its {innermost!.GetType().Name}.");
        }
    }

    // These requests contain client credentials and tokens, so plain HTTP is allowed only for a service on the same machine.
    private static void CheckUri(List<string> failures, Uri? uri, string name)
    {
        if (uri is null)
        {
            return;
        }

        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            failures.Add($"{name} must be an absolute https URL. HTTP is accepted for loopback addresses only.");
        }
        else if (uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            failures.Add($"{name} must not have a user name, a query or a fragment. Remove it.");
        }
    }
}
