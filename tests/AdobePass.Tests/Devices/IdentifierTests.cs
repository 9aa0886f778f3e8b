namespace AdobePass.Tests.Devices;

public sealed class IdentifierTests
{
    public static TheoryData<string, bool> Identifiers => new()
    {
        { "device-1", true },
        { "caf\u00e9 \ud83d\ude00", true },
        { new string('x', 1024), true },
        { new string('x', 1025), false },
        { new string('x', 9000), false },
        { "a\0b", false },
        { "a\nb", false },
        { "a\u007fb", false },
        { "a\u0085b", false },
    };

    [Theory]
    [MemberData(nameof(Identifiers))]
    public void Invalid_identifier_is_rejected_by_the_constructor(string identifier, bool isAccepted)
    {
        var thrown = Record.Exception(() => Service.Device(identifier));

        Assert.Equal(isAccepted, thrown is null);
        if (!isAccepted)
        {
            Assert.Equal("identifier", Assert.IsType<ArgumentException>(thrown).ParamName);
        }
    }

    [Fact]
    public void Identifiers_with_unpaired_surrogates_are_rejected()
    {
        foreach (var half in new[] { "a" + (char)0xd83d, (char)0xdc00 + "a", "a" + (char)0xd83d + "b", "" + (char)0xd83d + (char)0xd83d })
        {
            Assert.Throws<ArgumentException>(() => Service.Device(half));
        }
    }
}
