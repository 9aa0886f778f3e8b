using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>Turns error answers into exceptions. Whatever the body is (an error object, its wrapper, HTML, nothing), the result is typed.</summary>
internal static class ErrorAnswers
{
    internal static AdobePassException ToException(AdobePassRequest request, HttpAnswer answer)
    {
        var operation = request.Operation;
        var secrets = answer.FindSecrets();
        var fields = Read(answer.Body).Clean(secrets);
        var status = (int)answer.StatusCode;

        // The registration and token endpoints answer {"error": "code"} and nothing else.
        if (fields.PlainError is { } errorCode && request.IsRegistration)
        {
            return new DynamicClientRegistrationException(operation.Id, answer.StatusCode, errorCode, $"{operation.Id}: refused with status {status}, error \"{Plain(errorCode)}\". {Advice(errorCode)}");
        }

        if (fields.Enhanced is { } error)
        {
            var trace = error.Trace is null ? string.Empty : $" Trace: {error.Trace}.";
            return new AdobePassApiException(
                operation.Id,
                answer.StatusCode,
                error,
                $"{operation.Id}: status {status}, code \"{error.Code ?? "(none)"}\", action \"{error.Action ?? "(none)"}\": {error.Message ?? "(no message)"}{trace}");
        }

        var message = $"{operation.Id}: status {status} with {Describe(answer, secrets)} instead of an error object.";
        return request.IsRegistration
            ? new DynamicClientRegistrationException(operation.Id, answer.StatusCode, null, message)
            : new AdobePassApiException(operation.Id, answer.StatusCode, null, message);
    }

    /// <summary>The <c>action</c> of an error answer; null where it has none.</summary>
    internal static string? ActionOf(HttpAnswer answer) => Read(answer.Body).Enhanced?.Action;

    private static string Describe(HttpAnswer answer, IReadOnlyList<string> secrets) => answer.Body.IsEmpty
        ? "an empty body"
        : $"{answer.Body.Length:N0} bytes of {ForeignText.Clean(answer.MediaType, secrets) ?? "unknown type"}";

    private static string Advice(string errorCode) => errorCode switch
    {
        "invalid_software_statement" => "The software statement is not accepted: check that it is the whole text from the TVE Dashboard and belongs to this environment.",
        "unapproved_software_statement" => "The software statement is not approved here: check the environment, or wait until Adobe's configuration is pushed.",
        "invalid_redirect_uri" => "The redirect URI is not among the domains of the registered application.",
        "invalid_client" => "The client credentials are not valid any more.",
        "unauthorized_client" => "The registered application may not use this grant type.",
        "unsupported_grant_type" => "The service does not support the grant type.",
        "invalid_request" => "A parameter is missing, repeated or malformed.",
        _ => "The code is none of the documented ones.",
    };

    // A code is a short lower-case word. Anything else could be an echo of the request, secrets included, and stays out of the message.
    private static string Plain(string errorCode)
    {
        foreach (var c in errorCode)
        {
            if (c is not ((>= 'a' and <= 'z') or '_'))
            {
                return "(no documented form)";
            }
        }

        return errorCode.Length <= 64 ? errorCode : "(no documented form)";
    }

    private static ErrorFields Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(AdobePassJson.WithoutByteOrderMark(body));
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader) : default;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // No JSON, or a text that is no Unicode: an error answer without an error object.
            return default;
        }
    }

    private static ErrorFields ReadObject(ref Utf8JsonReader reader)
    {
        string? action = null, code = null, message = null, details = null, helpUrl = null, trace = null, plain = null;
        int? status = null;
        EnhancedErrorInfo? wrapped = null;

        while (AdobePassJson.NextMember(ref reader))
        {
            var name = reader.GetString();
            if (!AdobePassJson.MoveToValue(ref reader))
            {
                continue;
            }

            if (reader.TokenType == JsonTokenType.StartObject && name == "error")
            {
                wrapped = ReadObject(ref reader).Enhanced;
                continue;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            var text = AdobePassJson.ReadString(ref reader);
            switch (name)
            {
                case "action": action = text; break;
                case "status": status = int.TryParse(text, out var number) ? number : null; break;
                case "code": code = text; break;
                case "message": message = text; break;
                case "details": details = text; break;
                case "helpUrl": helpUrl = text; break;
                case "trace": trace = text; break;
                case "error": plain = text; break;
                default: break;
            }
        }

        var own = (action ?? code) is null ? null : new EnhancedErrorInfo(action, status, code, message, details, helpUrl, trace);
        return new ErrorFields(own ?? wrapped, own is null ? plain : null);
    }

    private readonly record struct ErrorFields(EnhancedErrorInfo? Enhanced, string? PlainError)
    {
        internal ErrorFields Clean(IReadOnlyList<string> secrets)
        {
            return new ErrorFields(
                Enhanced is not { } error ? null : new EnhancedErrorInfo(
                    Text(error.Action),
                    error.Status,
                    Text(error.Code),
                    Text(error.Message),
                    Text(error.Details),
                    Text(error.HelpUrl),
                    Text(error.Trace)),
                Text(PlainError));

            string? Text(string? text) => ForeignText.Clean(text, secrets);
        }
    }
}
