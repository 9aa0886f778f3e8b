using System.Text;

namespace AdobePass.Entitlements;

/// <summary>Encodes the response of the partner framework.</summary>
internal static class PartnerResponse
{
    /// <summary>Encodes a SAML response in Base64 once. A response that is already in Base64 is not changed.</summary>
    internal static string ToBase64(string samlResponse)
    {
        if (string.IsNullOrWhiteSpace(samlResponse))
        {
            throw new ArgumentException("The response of the partner framework is empty.", nameof(samlResponse));
        }

        var text = samlResponse.Trim();
        return text[0] == '<' ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : text;
    }
}
