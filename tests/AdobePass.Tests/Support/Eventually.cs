namespace AdobePass.Tests;

/// <summary>Waits for work in the background, counted in turns and not in time.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        for (var i = 0; i < 2_000_000; i++)
        {
            if (condition())
            {
                return;
            }

            await Task.Yield();
        }

        Assert.Fail("The condition did not come true.");
    }

    /// <summary>Fails at once when <paramref name="call"/> ends before <paramref name="first"/>, in place of waiting for ever.</summary>
    public static async Task BeforeAsync(Task first, Task call)
    {
        if (await Task.WhenAny(first, call) == call)
        {
            await call;
            Assert.Fail("The call ended without the wait that it should have begun.");
        }
    }
}
