using System.Text.Json.Nodes;
using AdobePass.Testing.Catalog;

namespace AdobePass.Testing.Errors;

/// <summary>Creates error objects with the enhanced error codes of REST API V2.</summary>
internal static class EnhancedErrors
{
    private const string HelpUrl =
        "https://experienceleague.adobe.com/en/docs/pass/authentication/integration-guide-programmers/"
        + "features-standard/error-reporting/enhanced-error-codes";

    public static int Status(string code) => ErrorCodeTable.Rows[code].Status;

    /// <summary>Creates the error object with all documented fields and a new trace.</summary>
    public static JsonObject Object(string code, string? details = null)
    {
        var (action, status, message) = ErrorCodeTable.Rows[code];
        var error = new JsonObject { ["action"] = action, ["status"] = status, ["code"] = code, ["message"] = message };
        if (details is not null)
        {
            error["details"] = details;
        }

        error["helpUrl"] = HelpUrl;
        error["trace"] = Guid.NewGuid().ToString();
        return error;
    }

    /// <summary>Creates a response with the error object at the top level and its documented HTTP status.</summary>
    public static FakeResponse Response(string code, string? details = null) =>
        FakeResponse.Json(Status(code), Object(code, details));

    public static void ThrowIfUnknown(string code, string parameterName)
    {
        ArgumentNullException.ThrowIfNull(code, parameterName);
        if (!ErrorCodeTable.Rows.ContainsKey(code))
        {
            throw new ArgumentException(
                $"'{code}' is not one of the {ErrorCodeTable.Rows.Count} documented enhanced error codes.",
                parameterName);
        }
    }
}
