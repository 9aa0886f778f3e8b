using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using AdobePass.Testing;

namespace AdobePass.Tests.Secrets;

public sealed class SecretTests
{
    private const string Text = "e30.body-7F.tail-7F";

    public static TheoryData<Type> Types => [typeof(SoftwareStatement), typeof(ClientSecret), typeof(AccessToken)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Secret_is_masked_wherever_it_is_formatted_or_serialized(Type type)
    {
        var secret = Create(type, Text);

        Assert.Equal("***", secret.ToString());
        Assert.Equal("[***]", $"[{secret}]");
        Assert.Equal("***", string.Format(CultureInfo.InvariantCulture, "{0}", secret));
        Assert.Equal("\"***\"", JsonSerializer.Serialize(secret, type));
        Assert.Equal("{\"Value\":\"***\"}", JsonSerializer.Serialize(new { Value = secret }));
        Assert.Equal("***", type.GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        Assert.All(
            type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public),
            field => Assert.Equal(DebuggerBrowsableState.Never, field.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State));
        Assert.Empty(type.GetProperties());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Revealed_secret_is_trimmed(Type type)
    {
        Assert.Equal(Text, Reveal(Create(type, Text)));
        Assert.Equal(Text, Reveal(Create(type, " \t" + Text + "\r\n")));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Secrets_with_the_same_value_are_equal(Type type)
    {
        var one = Create(type, Text);

        Assert.Equal(one, Create(type, Text));
        Assert.Equal(one.GetHashCode(), Create(type, Text).GetHashCode());
        Assert.NotEqual(one, Create(type, Text + "x"));
        Assert.NotEqual(one, Create(type, "e30.x" + Text[5..]));
        Assert.NotEqual(one, Create(type, Text[..^1]));
        Assert.False(one.Equals(null));
        Assert.False(one.Equals(Text));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Deserializing_a_secret_from_JSON_throws(Type type)
    {
        Assert.DoesNotContain(Text, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("\"" + Text + "\"", type)).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Empty_secret_is_rejected(Type type)
    {
        foreach (var empty in new[] { null, "", "  ", "\r\n" })
        {
            var fault = Assert.Throws<TargetInvocationException>(() => Create(type, empty!)).InnerException;
            Assert.Equal("value", Assert.IsType<ArgumentException>(fault).ParamName);
        }
    }

    [Theory]
    [InlineData("e30.e30.eA", true)]
    [InlineData("eyJhIjoxfQ.bB1-_.cC2-_", true)]
    [InlineData("eyJhIjoxfQ==.e30=.eA==", true)]
    [InlineData(" e30.b.c ", true)]
    [InlineData("e30.b.c\n", true)]
    [InlineData("undefined", false)]
    [InlineData("null", false)]
    [InlineData("hello", false)]
    [InlineData("a7F.b.c", false)]
    [InlineData("e30.b7F", false)]
    [InlineData("e30..c7F", false)]
    [InlineData(".b.c7F", false)]
    [InlineData("e30.b7F.", false)]
    [InlineData("e30.b.c7F.d", false)]
    [InlineData("W10.b.c7F", false)]
    [InlineData("IiI.b.c7F", false)]
    [InlineData("MQ.b.c7F", false)]
    [InlineData("e30.b.7F+/=~!", false)]
    [InlineData("\"e30.b.c7F\"", false)]
    [InlineData("'e30.b.c7F'", false)]
    [InlineData("e30.b\n.c7F", false)]
    [InlineData("e30.b b.c7F", false)]
    [InlineData("e30.b\t.c7F", false)]
    [InlineData("e30.b\0.c7F", false)]
    [InlineData("e30.b\u00e9.c7F", false)]
    [InlineData("\ufeffe30.b.c7F", false)]
    [InlineData("{\"software_statement\":\"e30.b.c7F\"}", false)]
    public void Invalid_software_statement_is_rejected(string text, bool isAccepted)
    {
        if (isAccepted)
        {
            Assert.Equal(text.Trim(), new SoftwareStatement(text).Reveal());
            return;
        }

        var fault = Assert.Throws<ArgumentException>(() => new SoftwareStatement(text));
        Assert.Equal("value", fault.ParamName);
        Assert.DoesNotContain("7F", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Types_that_hold_secrets_do_not_show_them()
    {
        var pair = new ClientCredentials("id-1", new ClientSecret(Text));
        var token = new CachedAccessToken(new AccessToken(Text), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        var options = new AdobePassOptions { SoftwareStatement = new SoftwareStatement(Text) };
        foreach (var holder in new object[] { pair, token, options, new StoredCredentials(pair, "1") })
        {
            Assert.DoesNotContain("7F", holder.ToString(), StringComparison.Ordinal);
        }

        Assert.Contains("\"ClientSecret\":\"***\"", JsonSerializer.Serialize(pair), StringComparison.Ordinal);
        Assert.Contains("\"Token\":\"***\"", JsonSerializer.Serialize(token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_exception_of_a_call_contains_a_secret()
    {
        await using var service = new Service();
        var client = service.Client();
        await client.GetProfilesAsync("CHAN1");
        var pair = await service.StoredAsync();
        string[] secrets = [service.Statement, pair!.ClientSecret.Reveal(), .. service.TokensSent.Select(header => header["Bearer ".Length..])];
        Assert.Equal(3, secrets.Length);
        service.Clock.Advance(TimeSpan.FromHours(6));
        FakeFault[] faults =
        [
            FakeFault.ResetBeforeProcessing(), FakeFault.ServerError(), FakeFault.HtmlPage(), FakeFault.NotJson(), FakeFault.EmptyBody(), FakeFault.TruncatedBody(),
            FakeFault.WrongTypes(), FakeFault.Respond(400, $$"""{"error":"{{pair.ClientSecret.Reveal()}}"}""", "application/json"),
        ];
        var seen = 0;
        foreach (var operation in new[] { FakeOperation.Token, FakeOperation.Profiles })
        {
            foreach (var fault in faults)
            {
                using (service.Fake.InjectFault(fault.On(operation).Forever()))
                {
                    try
                    {
                        await client.GetProfilesAsync("CHAN1");
                    }
                    catch (AdobePassException exception)
                    {
                        seen++;
                        Assert.All(secrets, secret => Assert.DoesNotContain(secret, exception.ToString(), StringComparison.Ordinal));
                    }
                }
            }
        }

        Assert.InRange(seen, 12, 16);
    }

    private static object Create(Type type, string text) => Activator.CreateInstance(type, text)!;

    private static string Reveal(object secret) => (string)secret.GetType().GetMethod("Reveal")!.Invoke(secret, null)!;
}
