using System.Text.Json;

namespace AdobePass.Runtime;

/// <summary>
/// Converts error responses to exceptions. The exception is typed for every body: an error object, its wrapper, HTML or no body.
/// </summary>
internal static class ErrorResponses
{
    internal static AdobePassException ToException(AdobePassRequest request, HttpResponse response)
    {
        var operation = request.Operation;
        var secrets = response.FindSecrets();
        var fields = Read(response.Body).Clean(secrets);
        var status = (int)response.StatusCode;

        // The registration and token endpoints send {"error": "code"} and nothing else.
        if (fields.PlainError is { } errorCode && request.IsRegistration)
        {
            return new DynamicClientRegistrationException(
                operation.Id,
                response.StatusCode,
                errorCode,
                $"{operation.Id}: rejected with status {status}, error \"{Plain(errorCode)}\". {Advice(errorCode)}");
        }

        if (fields.Enhanced is { } error)
        {
            var trace = error.Trace is null ? string.Empty : $" Trace: {error.Trace}.";
            var text = $"{operation.Id}: status {status}, code \"{error.Code?.Value ?? "(none)"}\", " +
                $"action \"{error.Action?.Value ?? "(none)"}\": " +
                $"{error.Message ?? "(no message)"}{trace}";

            // Registrations and tokens have one exception type for every body: cooldowns and circuit breakers depend on it.
            return request.IsRegistration
                ? new DynamicClientRegistrationException(operation.Id, response.StatusCode, null, text)
                : new AdobePassApiException(operation.Id, response.StatusCode, error, text);
        }

        var reason = $"{operation.Id}: status {status} with {Describe(response, secrets)} instead of an error object.";
        var message = $"{reason} {AdviceOn(request, response)}".TrimEnd();
        return request.IsRegistration
            ? new DynamicClientRegistrationException(operation.Id, response.StatusCode, null, message)
            : new AdobePassApiException(operation.Id, response.StatusCode, null, message);
    }

    /// <summary>Gets the <c>action</c> of an error response; <see langword="null"/> if it has none.</summary>
    internal static string? ActionOf(HttpResponse response) => Read(response.Body).Enhanced?.Action?.Value;

    private static string Describe(HttpResponse response, IReadOnlyList<string> secrets) => response.Body.IsEmpty
        ? "an empty body"
        : response.IsWebPage ? "a web page"
        : $"{response.Body.Length:N0} bytes of {UntrustedText.Clean(response.MediaType, secrets) ?? "unknown type"}";

    private static string AdviceOn(AdobePassRequest request, HttpResponse response) => (int)response.StatusCode switch
    {
        >= 500 when request.IsRegistration =>
            "The service failed, or a gateway before it. No device is the cause. Calls are sent again after an increasing delay.",
        >= 500 => "The service failed, or a gateway before it. Try again later.",
        >= 300 and < 400 =>
            "The client does not follow redirects. Check the base address in the options, and whether a captive portal responded.",
        _ when response.IsWebPage => HttpResponse.WebPageAdvice,
        _ => string.Empty,
    };

    private static string Advice(string errorCode) => errorCode switch
    {
        "invalid_software_statement" =>
            "The service does not accept the software statement. Check that it is the complete string from the TVE Dashboard, and that " +
            "it belongs to this environment.",
        "unapproved_software_statement" =>
            "The software statement is not approved in this environment. Check the environment, or wait until Adobe's configuration is " +
            "pushed.",
        "invalid_redirect_uri" => "The redirect URI is not among the domains of the registered application.",
        "invalid_client" => "The client credentials are no longer valid.",
        "unauthorized_client" => "The registered application is not allowed to use this grant type.",
        "unsupported_grant_type" => "The service does not support the grant type.",
        "invalid_request" => "A parameter is missing, repeated or malformed.",
        _ => "The error code is not documented.",
    };

    // A code is a short lowercase word. Anything else could echo the request with its secrets, and must not appear in the message.
    private static string Plain(string errorCode)
    {
        foreach (var c in errorCode)
        {
            if (c is not ((>= 'a' and <= 'z') or '_'))
            {
                return "(undocumented form)";
            }
        }

        return errorCode.Length <= 64 ? errorCode : "(undocumented form)";
    }

    private static ErrorFields Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(AdobePassJson.WithoutByteOrderMark(body));
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader) : default;
        }
        catch (JsonException)
        {
            // Not JSON: an error response without an error object.
            return default;
        }
    }

    private static ErrorFields ReadObject(ref Utf8JsonReader reader)
    {
        string? action = null, code = null, message = null, details = null, helpUrl = null, trace = null, plain = null;
        int? status = null;
        EnhancedError? wrapped = null;

        while (AdobePassJson.NextMember(ref reader))
        {
            var name = NameOf(ref reader);
            if (!AdobePassJson.MoveToValue(ref reader))
            {
                continue;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                wrapped ??= ReadWrapped(ref reader, name);
                continue;
            }

            var text = ValueOf(ref reader);
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

        var own = (action ?? code ?? message) is null ? null : Create(action, status, code, message, details, helpUrl, trace);
        return new ErrorFields((action ?? code) is null ? wrapped ?? own : own, (action ?? code) is null ? plain : null);
    }

    // {"error":{…}}, {"errors":[…]} and {"errors":{…}}: the first error object counts.
    private static EnhancedError? ReadWrapped(ref Utf8JsonReader reader, string? name)
    {
        if (name is not ("error" or "errors"))
        {
            reader.Skip();
            return null;
        }

        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return ReadObject(ref reader).Enhanced;
        }

        EnhancedError? first = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                var next = ReadObject(ref reader).Enhanced;
                first ??= next;
            }
            else
            {
                reader.Skip();
            }
        }

        return first;
    }

    private static EnhancedError Create(
        string? action,
        int? status,
        string? code,
        string? message,
        string? details,
        string? helpUrl,
        string? trace) => new()
        {
            Action = action is null ? null : new ErrorAction(action),
            Status = status,
            Code = code is null ? null : new ErrorCode(code),
            Message = message,
            Details = details,
            HelpUrl = helpUrl,
            Trace = trace,
        };

    private static string? NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Not valid Unicode, so it is not the name of a member that is read.
            return null;
        }
    }

    private static string? ValueOf(ref Utf8JsonReader reader)
    {
        try
        {
            return AdobePassJson.ReadString(ref reader);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private readonly record struct ErrorFields(EnhancedError? Enhanced, string? PlainError)
    {
        internal ErrorFields Clean(IReadOnlyList<string> secrets)
        {
            return new ErrorFields(
                Enhanced is not { } error ? null : Create(
                    Text(error.Action?.Value),
                    error.Status,
                    Text(error.Code?.Value),
                    Text(error.Message),
                    Text(error.Details),
                    Text(error.HelpUrl),
                    Text(error.Trace)),
                Text(PlainError));

            string? Text(string? text) => UntrustedText.Clean(text, secrets);
        }
    }
}
