using System.Runtime.InteropServices;

namespace AdobePass.Tests.Stores;

public sealed class CredentialKeyEqualityTests
{
    [Fact]
    public void Keys_that_differ_in_any_byte_are_not_equal()
    {
        var bytes = Enumerable.Range(1, 32).Select(i => (byte)(i * 7)).ToArray();
        var key = MemoryMarshal.Read<CredentialKey>(bytes);
        Assert.Equal(key, MemoryMarshal.Read<CredentialKey>(bytes));

        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            var other = MemoryMarshal.Read<CredentialKey>(bytes);
            bytes[i] ^= 1;

            Assert.NotEqual(key.Value, other.Value);
            Assert.False(key.Equals(other));
            Assert.True(key != other);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Keys_with_only_one_equal_quarter_are_not_equal(int quarter)
    {
        var one = new byte[32];
        var two = new byte[32];
        Array.Fill(one, (byte)1);
        Array.Fill(two, (byte)2);
        one.AsSpan(quarter * 8, 8).CopyTo(two.AsSpan(quarter * 8));

        Assert.NotEqual(MemoryMarshal.Read<CredentialKey>(one), MemoryMarshal.Read<CredentialKey>(two));
    }
}
