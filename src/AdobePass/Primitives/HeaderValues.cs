namespace AdobePass.Runtime;

/// <summary>What a header of the service may contain.</summary>
internal static class HeaderValues
{
    /// <summary>Printable ASCII: anything else could begin a header of its own or be changed on the way.</summary>
    internal static bool IsSafe(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }
}
