using AdobePass.Runtime;

namespace AdobePass;

/// <summary>Every rule for <see cref="AdobePassOptions"/>, in one place for use with and without dependency injection.</summary>
internal static class AdobePassOptionsValidation
{
    internal static List<string> Validate(AdobePassOptions options)
    {
        var failures = new List<string>();

        CheckService(failures, options);
        CheckAddress(failures, options.BaseAddress, nameof(AdobePassOptions.BaseAddress));
        CheckAddress(failures, options.RegistrationBaseAddress, nameof(AdobePassOptions.RegistrationBaseAddress));

        if (options.SoftwareStatement is null && options.SoftwareStatementProvider is null)
        {
            failures.Add($"{nameof(AdobePassOptions.SoftwareStatement)} is not set. Download it from the TVE Dashboard and load it from configuration, or set {nameof(AdobePassOptions.SoftwareStatementProvider)}.");
        }

        CheckStore(failures, options);

        if (options.RedirectUri is { } redirectUri && !Uri.TryCreate(redirectUri, UriKind.Absolute, out _))
        {
            failures.Add($"{nameof(AdobePassOptions.RedirectUri)} is no absolute URI.");
        }

        if (options.UserAgent is { } userAgent && (userAgent.Trim().Length == 0 || !HeaderValues.IsSafe(userAgent)))
        {
            failures.Add($"{nameof(AdobePassOptions.UserAgent)} is empty or has a character that is not printable ASCII.");
        }

        if (options.TokenLifetimeIfUnknown < TimeSpan.FromMinutes(1) || options.TokenLifetimeIfUnknown > TimeSpan.FromHours(24))
        {
            failures.Add($"{nameof(AdobePassOptions.TokenLifetimeIfUnknown)} is {options.TokenLifetimeIfUnknown}; it must be from one minute to 24 hours.");
        }

        if (options.RequestTimeout <= TimeSpan.Zero || options.RequestTimeout > TimeSpan.FromHours(1))
        {
            failures.Add($"{nameof(AdobePassOptions.RequestTimeout)} is {options.RequestTimeout}; it must be more than zero and at most one hour.");
        }

        if (options.StoreTimeout <= TimeSpan.Zero || options.StoreTimeout > TimeSpan.FromMinutes(10))
        {
            failures.Add($"{nameof(AdobePassOptions.StoreTimeout)} is {options.StoreTimeout}; it must be more than zero and at most ten minutes.");
        }

        if (!(options.RequestsPerSecond == 0 || (options.RequestsPerSecond >= 0.001 && options.RequestsPerSecond <= 10_000)))
        {
            failures.Add($"{nameof(AdobePassOptions.RequestsPerSecond)} is {options.RequestsPerSecond}; it must be 0, which means no pacing, or from 0.001 to 10,000.");
        }

        if (options.RequestBurst is < 0 or > 1000)
        {
            failures.Add($"{nameof(AdobePassOptions.RequestBurst)} is {options.RequestBurst}; it must be from 0 to 1,000.");
        }

        if (options.MaxQueueDelay < TimeSpan.Zero || options.MaxQueueDelay > TimeSpan.FromHours(1))
        {
            failures.Add($"{nameof(AdobePassOptions.MaxQueueDelay)} is {options.MaxQueueDelay}; it must be from zero to one hour.");
        }

        if (options.MaxAttempts is < 1 or > 10)
        {
            failures.Add($"{nameof(AdobePassOptions.MaxAttempts)} is {options.MaxAttempts}; it must be from 1 to 10.");
        }

        if (options.RetryDelay < TimeSpan.Zero || options.RetryDelay > TimeSpan.FromSeconds(30))
        {
            failures.Add($"{nameof(AdobePassOptions.RetryDelay)} is {options.RetryDelay}; it must be from zero to 30 seconds.");
        }

        if (options.RegistrationBreakDuration < TimeSpan.Zero || options.RegistrationBreakDuration > TimeSpan.FromHours(1))
        {
            failures.Add($"{nameof(AdobePassOptions.RegistrationBreakDuration)} is {options.RegistrationBreakDuration}; it must be from zero to one hour.");
        }

        if (options.MaxThrottledAttempts is < 1 or > 10)
        {
            failures.Add($"{nameof(AdobePassOptions.MaxThrottledAttempts)} is {options.MaxThrottledAttempts}; it must be from 1 to 10.");
        }

        if (options.ThrottleDelay < TimeSpan.FromSeconds(1) || options.ThrottleDelay > TimeSpan.FromMinutes(1))
        {
            failures.Add($"{nameof(AdobePassOptions.ThrottleDelay)} is {options.ThrottleDelay}; Adobe asks for at least one second after a 429, and more than one minute is not accepted.");
        }

        if (options.MaxResponseBytes < 1024)
        {
            failures.Add($"{nameof(AdobePassOptions.MaxResponseBytes)} is {options.MaxResponseBytes}; it must be at least 1,024.");
        }

        if (options.MaxTokensInMemory < 1)
        {
            failures.Add($"{nameof(AdobePassOptions.MaxTokensInMemory)} is {options.MaxTokensInMemory}; it must be at least 1.");
        }

        if (options.MaxRejectedDevices is < 0 or > 1_000_000)
        {
            failures.Add($"{nameof(AdobePassOptions.MaxRejectedDevices)} is {options.MaxRejectedDevices}; it must be from 0 to 1,000,000.");
        }

        if (options.RejectedDevicesWindow < TimeSpan.FromSeconds(1) || options.RejectedDevicesWindow > TimeSpan.FromHours(1))
        {
            failures.Add(
                $"{nameof(AdobePassOptions.RejectedDevicesWindow)} is {options.RejectedDevicesWindow}; it must be from one second to one hour.");
        }

        CheckHandler(failures, options.HttpMessageHandler);

        if (options.TimeProvider is null)
        {
            failures.Add($"{nameof(AdobePassOptions.TimeProvider)} is null; leave it out for the system clock.");
        }

        return failures.ConvertAll(failure => Located(failure, options));
    }

    // Every message begins with the name of an option.
    private static string Located(string failure, AdobePassOptions options)
    {
        if (options.ConfigurationPath is { Length: > 0 } path && !CodeOnly.Any(name => failure.StartsWith(name, StringComparison.Ordinal)))
        {
            failure = $"{path}:{failure}";
        }

        return options.ClientName is { } client ? $"Client '{client}': {failure}" : failure;
    }

    private static void CheckStore(List<string> failures, AdobePassOptions options)
    {
        if (options.CredentialStore is not null)
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
        if (options.Environment is null && options.BaseAddress is null)
        {
            failures.Add(
                $"{nameof(AdobePassOptions.Environment)} is not set. Set it to {Environments}, " +
                $"or set {nameof(AdobePassOptions.BaseAddress)} for another service.");
        }

        if (options.Environment is { } environment
            && environment is < AdobePassEnvironment.ReleaseProduction or > AdobePassEnvironment.PrequalStaging)
        {
            failures.Add(
                $"{nameof(AdobePassOptions.Environment)} is {(int)options.Environment}, which is not an environment; a setting that is missing is read as 0. " +
                $"Set it to {Environments}.");
        }

        if (options.Environment is not null && options.BaseAddress is not null && !options.BaseAddressOverridesEnvironment)
        {
            failures.Add(
                $"{nameof(AdobePassOptions.Environment)} and {nameof(AdobePassOptions.BaseAddress)} are both set. Remove one, or set " +
                $"{nameof(AdobePassOptions.BaseAddressOverridesEnvironment)} to use {nameof(AdobePassOptions.BaseAddress)}.");
        }
    }

    // What configuration cannot say.
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

    // A redirect that is followed carries tokens and client credentials to a host that nobody configured.
    private static void CheckHandler(List<string> failures, HttpMessageHandler? handler)
    {
        var chain = handler as HandlerChain;
        var innermost = chain is null ? handler : chain.CreateCurrent();
        var subject = chain is null ? nameof(AdobePassOptions.HttpMessageHandler) : $"The HTTP client '{chain.Name}'";
        while (innermost is DelegatingHandler { InnerHandler: { } inner })
        {
            if (innermost is AdobePassTokenHandler)
            {
                failures.Add(
                    $"{subject} has an {nameof(AdobePassTokenHandler)}, which would wait for a token to request a token. " +
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

    // Client credentials and tokens travel in these requests: plain HTTP is for a service on the same machine only.
    private static void CheckAddress(List<string> failures, Uri? address, string name)
    {
        if (address is null)
        {
            return;
        }

        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            failures.Add($"{name} must be an absolute https address; http is accepted for loopback addresses alone.");
        }
        else if (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
        {
            failures.Add($"{name} must have no user name, query or fragment.");
        }
    }
}
