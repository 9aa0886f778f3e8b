using System.Net;
using System.Net.Http.Headers;
using AdobePass.Testing.Catalog;
using AdobePass.Testing.Errors;
using AdobePass.Testing.Http;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Checks;

/// <summary>
/// Checks the form of a request against the reference: token, headers, parameters, content type, body. Stores the values that it reads in
/// the call. The caller holds the gate of the state.
/// </summary>
internal static class RequestCheck
{
    /// <summary>Returns the rejection, or null if the request is valid.</summary>
    public static FakeResponse? Run(FakeCall call, FakeState state)
    {
        var row = HeaderMatrix.For(call.Request.Operation);
        return Bearer(call, row, state)
            ?? UndefinedHeaders(call, row)
            ?? UndefinedQuery(call, row)
            ?? Accept(call)
            ?? Body(call, row)
            ?? DeviceIdentifier(call, row)
            ?? DeviceInfo(call, row)
            ?? ForwardedFor(call)
            ?? Identities(call)
            ?? ServiceProvider(call, state);
    }

    private static FakeResponse? Bearer(FakeCall call, OperationRow row, FakeState state)
    {
        if (!row.Requires(HeaderMatrix.Authorization))
        {
            return null;
        }

        var header = call.Request.GetHeader(HeaderMatrix.Authorization);
        if (header is null)
        {
            return call.ReportViolation(
                "header Authorization is missing", ReferencePages.Header(HeaderMatrix.Authorization), OtherErrors.AccessDenied());
        }

        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || header.Length <= 7 || header.AsSpan(7).Contains(' '))
        {
            return call.ReportViolation(
                "header Authorization is not 'Bearer <access_token>'",
                ReferencePages.Header(HeaderMatrix.Authorization),
                OtherErrors.AccessDenied());
        }

        if (!state.Tokens.TryGetValue(header[7..], out var token))
        {
            return call.Reject(OtherErrors.AccessDenied(), "the access token was not issued by this fake");
        }

        call.Client = token.Client;
        if (!token.Client.IsUsable)
        {
            return call.Reject("invalid_access_token_client_application", "the client or the software statement of the token was revoked");
        }

        if (token.IsRevoked || call.Now >= token.ExpiresAt)
        {
            return call.Reject(OtherErrors.AccessDenied(), "the access token is expired or revoked");
        }

        return token.Client.Statement.Scopes.Contains(row.Scope!)
            ? null
            : call.Reject("invalid_access_token_service_provider", $"the token does not have the scope {row.Scope}");
    }

    private static FakeResponse? UndefinedHeaders(FakeCall call, OperationRow row)
    {
        if (call.Route.IsRegistration && call.Request.GetHeader(HeaderMatrix.Authorization) is not null)
        {
            return Malformed(call, "header Authorization is a second client authentication mechanism");
        }

        if (!call.IsStrict)
        {
            return null;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _) in call.Request.Headers)
        {
            if (!HeaderMatrix.IsProductHeader(name))
            {
                continue;
            }

            if (!row.Lists(name))
            {
                return Malformed(call, $"header {name} is not listed for this operation");
            }

            if (!seen.Add(name))
            {
                return Malformed(call, $"header {name} is repeated");
            }
        }

        return null;
    }

    private static FakeResponse? UndefinedQuery(FakeCall call, OperationRow row)
    {
        if (!call.IsStrict)
        {
            return null;
        }

        // Adobe lists "profile" without saying what it is for; the spec omits it.
        string[] allowed = call.Request.Operation == FakeOperation.Configuration ? [.. row.Query, "profile"] : row.Query;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in call.Query)
        {
            if (!allowed.Contains(name))
            {
                return Malformed(call, $"query parameter '{name}' is not listed for this operation");
            }

            if (!seen.Add(name))
            {
                return Malformed(call, $"query parameter '{name}' is repeated");
            }
        }

        return null;
    }

    private static FakeResponse? Accept(FakeCall call)
    {
        if (!call.IsStrict || call.Request.Operation == FakeOperation.Authenticate)
        {
            return null;
        }

        var values = call.Request.Headers.Where(static header => header.Key.Equals("Accept", StringComparison.OrdinalIgnoreCase))
            .SelectMany(static header => header.Value.Split(',')).Select(static value => value.Split(';')[0].Trim()).ToArray();
        return values.Length == 0
            || values.Any(static value => value.ToLowerInvariant() is "application/json" or "application/*" or "*/*")
                ? null
                : Malformed(call, "header Accept does not admit application/json");
    }

    private static FakeResponse? Body(FakeCall call, OperationRow row)
    {
        if (row.ContentType is not { } wanted)
        {
            return null;
        }

        if (call.IsStrict)
        {
            if (call.Request.GetHeader(HeaderMatrix.ContentType) is not { } header)
            {
                return Malformed(call, $"header Content-Type is missing; {wanted} is required");
            }

            if (!MediaTypeHeaderValue.TryParse(header, out var type)
                || !wanted.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)
                || !"utf-8".Equals(type.CharSet?.Trim('"') ?? "utf-8", StringComparison.OrdinalIgnoreCase))
            {
                return Malformed(call, $"header Content-Type is '{header}' instead of {wanted}");
            }
        }

        return wanted == "application/json" ? JsonBody(call, row) : FormBody(call, row);
    }

    private static FakeResponse? JsonBody(FakeCall call, OperationRow row)
    {
        call.Json = JsonParser.ParseObject(call.Request.BodyText);
        if (call.Json is null)
        {
            var report = "the body is not a JSON object without repeated members";
            return call.Route.IsRegistration
                ? Malformed(call, report)
                : call.ReportViolation(report, EnhancedErrors.Response("invalid_parameter_resources"));
        }

        return call.IsStrict && call.Json.FirstOrDefault(member => !row.BodyMembers.Contains(member.Key)).Key is { } unknown
            ? Malformed(call, $"body member '{unknown}' is not listed for this operation")
            : null;
    }

    private static FakeResponse? FormBody(FakeCall call, OperationRow row)
    {
        var form = FormParser.Parse(call.Request.BodyText);
        if (call.Request.Operation == FakeOperation.Token)
        {
            // Only a lenient fake accepts the fields in the query or in a JSON body. Existing clients use both.
            if (!call.IsStrict && JsonParser.ParseObject(call.Request.BodyText) is { } json)
            {
                form = [.. json.Select(static member => KeyValuePair.Create(member.Key, JsonParser.Text(member.Value) ?? ""))];
            }

            form.AddRange(call.Query.Where(pair => row.BodyMembers.Contains(pair.Key)));
        }

        call.Form = form;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, _) in form)
        {
            if (!row.BodyMembers.Contains(name))
            {
                if (call.IsStrict)
                {
                    return Malformed(call, $"form field '{name}' is not listed for this operation");
                }

                continue;
            }

            if (!seen.Add(name))
            {
                return Malformed(call, $"form field '{name}' is repeated");
            }
        }

        return null;
    }

    private static FakeResponse? DeviceIdentifier(FakeCall call, OperationRow row)
    {
        var header = call.Request.GetHeader(HeaderMatrix.DeviceIdentifier);
        if (header is null)
        {
            return row.Requires(HeaderMatrix.DeviceIdentifier)
                ? call.ReportViolation(
                    "header AP-Device-Identifier is missing",
                    ReferencePages.Header(HeaderMatrix.DeviceIdentifier),
                    EnhancedErrors.Response("invalid_header_device_identifier"))
                : null;
        }

        if (!row.Lists(HeaderMatrix.DeviceIdentifier))
        {
            return null;
        }

        var parts = header.Split(' ');
        if (parts is not ["fingerprint", var value] || Base64String.Decode(value) is null)
        {
            return call.ReportViolation(
                "header AP-Device-Identifier is not 'fingerprint <Base64>' with one blank",
                ReferencePages.Header(HeaderMatrix.DeviceIdentifier),
                EnhancedErrors.Response("invalid_header_device_identifier"));
        }

        call.DeviceId = value;
        return null;
    }

    private static FakeResponse? DeviceInfo(FakeCall call, OperationRow row)
    {
        var header = call.Request.GetHeader(HeaderMatrix.DeviceInfo);
        string violation;
        if (header is null)
        {
            if (!row.Requires(HeaderMatrix.DeviceInfo) || !call.IsStrict)
            {
                return null;
            }

            violation = "header X-Device-Info is missing";
        }
        else if (!row.Lists(HeaderMatrix.DeviceInfo))
        {
            return null;
        }
        else
        {
            call.DeviceInfo = DeviceInfoCheck.Read(header, call.IsStrict, out violation);
            if (violation.Length == 0)
            {
                return null;
            }
        }

        return call.ReportViolation(
            violation,
            ReferencePages.Header(HeaderMatrix.DeviceInfo),
            call.Route.IsRegistration
                ? OtherErrors.Registration("invalid_request")
                : EnhancedErrors.Response("invalid_header_device_info"));
    }

    private static FakeResponse? ForwardedFor(FakeCall call) =>
        call.IsStrict && call.Request.GetHeader(HeaderMatrix.ForwardedFor) is { } header
            && !IPAddress.TryParse(header.Split(',')[0].Trim(), out _)
                ? call.ReportViolation(
                    "header X-Forwarded-For does not start with an IP address",
                    ReferencePages.Header(HeaderMatrix.ForwardedFor),
                    MalformedResponse(call, "X-Forwarded-For is malformed"))
                : null;

    private static FakeResponse? Identities(FakeCall call)
    {
        var request = call.Request;
        if (HeaderMatrix.For(request.Operation).Lists(HeaderMatrix.ServiceToken))
        {
            call.Sso = new(
                IdentityTokens.Identity(
                    request.GetHeader(HeaderMatrix.SubjectToken) ?? request.GetHeader(HeaderMatrix.RokuToken), jweAllowed: true, call.Now),
                IdentityTokens.Identity(request.GetHeader(HeaderMatrix.ServiceToken), jweAllowed: false, call.Now));
        }

        if (request.GetHeader(HeaderMatrix.TempPassIdentity) is { } identity)
        {
            call.TempPassIdentity = Base64String.Decode(identity)?.Trim() is { Length: > 0 } text ? text : null;
        }

        return null;
    }

    private static FakeResponse? ServiceProvider(FakeCall call, FakeState state)
    {
        if (!call.Route.IsRestApiV2 || call.Request.Operation == FakeOperation.Authenticate)
        {
            return null;
        }

        if (!state.ServiceProviders.ContainsKey(call.ServiceProvider))
        {
            return call.Reject("invalid_parameter_service_provider", $"service provider '{call.ServiceProvider}' does not exist");
        }

        return call.Client!.Statement.ServiceProviders?.Contains(call.ServiceProvider) ?? true
            ? null
            : call.Reject("invalid_access_token_service_provider", $"the token is not valid for '{call.ServiceProvider}'");
    }

    /// <summary>
    /// Reports a violation that has no enhanced error code. DCR responds with <c>invalid_request</c>, the user-agent operation with HTML.
    /// For other operations, the documentation allows a 400 without a body.
    /// </summary>
    private static FakeResponse Malformed(FakeCall call, string report) => call.ReportViolation(report, MalformedResponse(call, report));

    private static FakeResponse MalformedResponse(FakeCall call, string report) => call.Request.Operation switch
    {
        FakeOperation.Register or FakeOperation.Token => OtherErrors.Registration("invalid_request"),
        FakeOperation.Authenticate => OtherErrors.UserAgent(400, report),
        _ => FakeResponse.Empty(400),
    };
}
