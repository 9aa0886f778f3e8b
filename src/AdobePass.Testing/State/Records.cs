using System.Text.Json.Nodes;

namespace AdobePass.Testing.State;

internal sealed class StatementRecord
{
    public required string Statement { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public IReadOnlyCollection<string>? ServiceProviders { get; init; }

    public IReadOnlyCollection<string> Domains { get; init; } = [];

    public bool IsApproved { get; set; }

    public bool IsRevoked { get; set; }
}

internal sealed class ClientRecord
{
    public required string Id { get; init; }

    public required string Secret { get; init; }

    public required StatementRecord Statement { get; init; }

    public bool IsRevoked { get; set; }

    public bool IsUsable => !IsRevoked && !Statement.IsRevoked;
}

internal sealed class TokenRecord
{
    public required string Value { get; init; }

    public required ClientRecord Client { get; init; }

    public DateTimeOffset ExpiresAt { get; set; }

    public bool IsRevoked { get; set; }
}

/// <summary>The owner of a profile: client, device and service provider.</summary>
internal readonly record struct Owner(string ClientId, string DeviceId, string ServiceProvider);

/// <summary>The identities for single sign-on: platform (Amazon, Roku) and service token. Null means that none was sent.</summary>
internal readonly record struct SsoKeys(string? Platform, string? Service);

internal sealed class SessionRecord
{
    public required string Code { get; init; }

    public required string Id { get; init; }

    public required Owner Owner { get; init; }

    public required SsoKeys Sso { get; init; }

    public required JsonObject Device { get; init; }

    public string? Mvpd { get; set; }

    public string? DomainName { get; set; }

    public string? RedirectUrl { get; set; }

    /// <summary>Whether the MVPD is selected on the login page (partner fallback without a usable provider id).</summary>
    public bool SelectsMvpdAtLogin { get; set; }

    public DateTimeOffset NotBefore { get; init; }

    public DateTimeOffset NotAfter { get; init; }

    public bool IsEnded { get; set; }

    /// <summary>The one-time ticket between the login page and the assertion consumer.</summary>
    public string? LoginTicket { get; set; }

    public bool IsLive(DateTimeOffset now) => !IsEnded && now <= NotAfter;

    /// <summary>Returns the missing parameters. As in the documented sample, the name is <c>domain</c>, not <c>domainName</c>.</summary>
    public List<string> Missing()
    {
        var missing = new List<string>();
        if (Mvpd is null && !SelectsMvpdAtLogin)
        {
            missing.Add("mvpd");
        }

        if (DomainName is null)
        {
            missing.Add("domain");
        }

        if (RedirectUrl is null)
        {
            missing.Add("redirectUrl");
        }

        return missing;
    }
}

internal sealed class ProfileRecord
{
    public required Owner Owner { get; init; }

    public required string Mvpd { get; init; }

    public required SsoKeys Sso { get; init; }

    /// <summary><c>regular</c> or <c>appleSSO</c>, as seen by its owner.</summary>
    public required string Type { get; init; }

    public required JsonObject Attributes { get; init; }

    public DateTimeOffset NotBefore { get; init; }

    public DateTimeOffset NotAfter { get; init; }

    /// <summary>The session that created the profile; null for partner profiles.</summary>
    public string? SessionCode { get; init; }

    public bool IsValid(DateTimeOffset now) => now <= NotAfter;
}

/// <summary>A TempPass trial. Its keys are the device key and, for a promotional TempPass, the identity key.</summary>
internal sealed class TrialRecord
{
    public required string ServiceProvider { get; init; }

    public required string Mvpd { get; init; }

    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset? StartedAt { get; set; }

    public List<string> UsedAssets { get; } = [];
}

internal sealed record DegradationRule(FakeDegradation Rule, string? Details);
