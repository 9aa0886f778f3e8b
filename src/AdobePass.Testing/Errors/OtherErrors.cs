using System.Net;
using System.Text.Json.Nodes;

namespace AdobePass.Testing.Errors;

/// <summary>Error bodies that are not enhanced error objects.</summary>
internal static class OtherErrors
{
    /// <summary>DCR: status 400 with nothing but <c>error</c>.</summary>
    public static FakeResponse Registration(string error) => FakeResponse.Json(400, new JsonObject { ["error"] = error });

    /// <summary>
    /// A missing, unknown, revoked or expired access token. No code is documented for it; this is the historic trio's
    /// <c>access_denied</c>, "get a new token".
    /// </summary>
    public static FakeResponse AccessDenied() => FakeResponse.Json(401, new JsonObject { ["error"] = "access_denied" });

    /// <summary>The user-agent operation answers errors in HTML.</summary>
    public static FakeResponse UserAgent(int status, string text) => FakeResponse.Html(
        status,
        $"<html>\n<head><title>{status}</title></head>\n<body>\n<h1>{status}</h1>\n<p>{WebUtility.HtmlEncode(text)}</p>\n</body>\n</html>\n");
}
