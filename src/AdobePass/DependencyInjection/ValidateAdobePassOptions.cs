using System.Collections.Concurrent;
using AdobePass;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Validates the options of each client, and that no two registered applications share credentials.</summary>
internal sealed class ValidateAdobePassOptions : IValidateOptions<AdobePassOptions>
{
    private readonly ConcurrentDictionary<string, AdobePassOptions> _valid = new(StringComparer.Ordinal);

    public ValidateOptionsResult Validate(string? name, AdobePassOptions options)
    {
        name ??= Options.Options.DefaultName;
        var failures = AdobePassOptionsValidation.Validate(options);
        if (failures.Count == 0)
        {
            // Options are validated one after the other. If two conflict, the later one fails.
            failures.AddRange(_valid.Where(other => other.Key != name && ShareCredentials(options, other.Value))
                .Select(other => $"{Subject(name, "Client", "The")} and {Subject(other.Key, "client", "the")} have the same " +
                    $"{nameof(AdobePassOptions.CredentialScope)} '{options.EffectiveScope}' in the same store, but not the same " +
                    "software statement. They would use each other's credentials. " +
                    $"Set different {nameof(AdobePassOptions.CredentialScope)}s, or use different stores."));
        }

        if (failures.Count > 0)
        {
            return ValidateOptionsResult.Fail(failures);
        }

        _valid[name] = options;
        return ValidateOptionsResult.Success;
    }

    private static string Subject(string name, string client, string article) =>
        name.Length == 0 ? $"{article} client without a name" : $"{client} '{name}'";

    private static bool ShareCredentials(AdobePassOptions one, AdobePassOptions other) =>
        string.Equals(one.EffectiveScope, other.EffectiveScope, StringComparison.Ordinal)
        && (IsSame(one.CredentialStore!, other.CredentialStore!)
            || (one.AccessTokenCache is { } cache && ReferenceEquals(cache, other.AccessTokenCache)))
        && !IsSameApplication(one, other);

    private static bool IsSame(CredentialStore one, CredentialStore other) =>
        ReferenceEquals(one, other) || (one.Location is { } location && string.Equals(location, other.Location, StringComparison.Ordinal));

    private static bool IsSameApplication(AdobePassOptions one, AdobePassOptions other) =>
        one.SoftwareStatementProvider is null && other.SoftwareStatementProvider is null
            ? Equals(one.SoftwareStatement, other.SoftwareStatement)
            : Equals(one.SoftwareStatementProvider, other.SoftwareStatementProvider);
}
