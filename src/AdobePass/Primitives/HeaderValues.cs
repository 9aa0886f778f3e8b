namespace AdobePass.Runtime;

/// <summary>Checks the values of request headers.</summary>
internal static class HeaderValues
{
    /// <summary>
    /// Gets whether a value is printable ASCII. Other characters could start another header or be changed in transit.
    /// </summary>
    internal static bool IsSafe(string value)
    {
        foreach (var c in value)
        {
            if (c is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }
}
