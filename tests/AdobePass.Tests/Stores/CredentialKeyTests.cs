namespace AdobePass.Tests.Stores;

public sealed class CredentialKeyTests
{
    // printf '33:https://sp.auth-staging.adobe.com8:device-1' | sha256sum
    private const string Known = "acb5abd5996fbd5f88870511df0af1d3402ca9c184e0a4faf972f278c73cf9ba";

    [Fact]
    public void Key_of_a_device_matches_the_known_value()
    {
        var key = CredentialKey.Create("https://sp.auth-staging.adobe.com", "device-1");

        Assert.Equal(Known, key.Value);
        Assert.Equal(Known, key.ToString());
        Assert.Matches("^[0-9a-f]{64}$", key.Value);
    }

    [Theory]
    [InlineData("ab", "c", "a", "bc")]
    [InlineData("", "x", "x", "")]
    [InlineData("1:a", "b", "1", ":ab")]
    [InlineData("a", "1:b", "a1:", "b")]
    [InlineData("A", "b", "a", "b")]
    public void Different_scopes_and_devices_have_different_keys(string scope, string device, string otherScope, string otherDevice)
    {
        var one = CredentialKey.Create(scope, device);
        var other = CredentialKey.Create(otherScope, otherDevice);

        Assert.NotEqual(one.Value, other.Value);
        Assert.True(one != other);
        Assert.False(one.Equals(other));
    }

    [Fact]
    public void Strings_with_unpaired_surrogates_have_unique_keys()
    {
        // Every combination of up to three of these, as scope and as device: well-formed and not, and what UTF-8 would replace them with.
        string[] parts = ["", "a", "\ud83d", "\ude00", "\ud83d\ude00", "\ufffd", "\ud800", "\udfff", "\u00ff", "\0"];
        var texts = parts.SelectMany(one => parts.SelectMany(two => parts.Select(three => one + two + three))).Distinct().ToArray();
        var keys = new Dictionary<string, string>();

        foreach (var text in texts)
        {
            Assert.True(keys.TryAdd(CredentialKey.Create("scope", text).Value, "device " + text));
            Assert.True(keys.TryAdd(CredentialKey.Create(text, "device-1").Value, "scope " + text));
        }
    }

    [Fact]
    public void Equal_strings_create_equal_keys()
    {
        var one = CredentialKey.Create("scope", "d\u00fc-\ud83d\ude00");
        var other = CredentialKey.Create("scope", "d\u00fc-\ud83d\ude00");

        Assert.True(one == other);
        Assert.True(one.Equals((object)other));
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.True(default(CredentialKey) == default);
        Assert.Equal(string.Empty, default(CredentialKey).ToString());
    }

    [Fact]
    public void Null_arguments_are_rejected()
    {
        Assert.Equal("scope", Assert.Throws<ArgumentNullException>(() => CredentialKey.Create(null!, "d")).ParamName);
        Assert.Equal("deviceIdentifier", Assert.Throws<ArgumentNullException>(() => CredentialKey.Create("s", null!)).ParamName);
    }

    [Theory]
    [InlineData(null, "https://sp.auth-staging.adobe.com")]
    [InlineData("https://REG.example:8443/", "https://reg.example:8443")]
    public async Task Default_scope_is_the_URL_of_the_registration_endpoint(string? registration, string scope)
    {
        await using var service = new Service();
        var client = service.Client(options => options.RegistrationBaseAddress = registration is null ? null : new Uri(registration));

        await client.GetProfilesAsync("CHAN1");

        Assert.NotNull(await service.Store.FindAsync(Service.DeviceKey(scope: scope), default));
    }
}
