using System.Net;
using System.Text.Json.Nodes;

namespace AdobePass.Testing.Errors;

/// <summary>Creates error bodies that are not enhanced error objects.</summary>
internal static class OtherErrors
{
    /// <summary>Creates an error of DCR: status 400 with the member <c>error</c> only.</summary>
    public static FakeResponse Registration(string error) => FakeResponse.Json(400, new JsonObject { ["error"] = error });

    /// <summary>
    /// Creates the error for a missing, unknown, revoked or expired access token. No code is documented for it. The fake uses
    /// <c>access_denied</c> of earlier documentation, which means "get a new token".
    /// </summary>
    public static FakeResponse AccessDenied() => FakeResponse.Json(401, new JsonObject { ["error"] = "access_denied" });

    /// <summary>Creates an error of the user-agent operation, which is HTML.</summary>
    public static FakeResponse UserAgent(int status, string text) => FakeResponse.Html(
        status,
        $"<html>\n<head><title>{status}</title></head>\n<body>\n<h1>{status}</h1>\n"
        + $"<p>{WebUtility.HtmlEncode(text)}</p>\n</body>\n</html>\n");
}
