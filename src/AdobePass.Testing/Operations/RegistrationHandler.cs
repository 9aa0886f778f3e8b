using System.Text.Json.Nodes;
using AdobePass.Testing.Catalog;
using AdobePass.Testing.Checks;
using AdobePass.Testing.Errors;
using AdobePass.Testing.Http;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>Handles the DCR API: client credentials for a software statement, access tokens for client credentials.</summary>
internal static class RegistrationHandler
{
    public static FakeResponse Register(FakeCall call, FakeState state, ExchangeLog log)
    {
        if (JsonParser.Text(call.Json!["software_statement"]) is not { Length: > 0 } text)
        {
            return Violation(call, "body member 'software_statement' is missing or not a string");
        }

        var hasRedirect = call.Json.TryGetPropertyValue("redirect_uri", out var redirectNode);
        var redirect = JsonParser.Text(redirectNode);
        if (hasRedirect && redirect is null)
        {
            return Violation(call, "body member 'redirect_uri' is not a string");
        }

        if (Statement(call, state, text) is not { IsRevoked: false } statement)
        {
            return call.Reject(
                OtherErrors.Registration("invalid_software_statement"),
                "invalid_software_statement: the statement is unknown or revoked");
        }

        if (!statement.IsApproved)
        {
            return call.Reject(OtherErrors.Registration("unapproved_software_statement"), "unapproved_software_statement");
        }

        if (redirect is not null && !IsAcceptable(redirect, statement))
        {
            return call.Reject(
                OtherErrors.Registration("invalid_redirect_uri"),
                $"invalid_redirect_uri: '{redirect}' is not within the domains of the application");
        }

        var client = new ClientRecord { Id = Secrets.Opaque(), Secret = Secrets.Opaque(), Statement = statement };
        state.Clients[client.Id] = client;
        call.Client = client;
        log.CountRegistration();
        return FakeResponse.Json(201, new JsonObject
        {
            ["client_id"] = client.Id,
            ["client_secret"] = client.Secret,
            ["redirect_uris"] = redirect is null ? new JsonArray() : new JsonArray(redirect),
            ["grant_types"] = new JsonArray("client_credentials"),
            ["scopes"] = new JsonArray([.. statement.Scopes.Select(static scope => (JsonNode?)JsonValue.Create(scope))]),
            ["client_id_issued_at"] = call.Options.ClientIdIssuedAtInMilliseconds
                ? call.Now.ToUnixTimeMilliseconds()
                : call.Now.ToUnixTimeSeconds(),
        });
    }

    public static FakeResponse Token(FakeCall call, FakeState state, ExchangeLog log)
    {
        var id = call.Form.Value("client_id");
        var secret = call.Form.Value("client_secret");
        var grant = call.Form.Value("grant_type");
        foreach (var (name, value) in new[] { ("client_id", id), ("client_secret", secret), ("grant_type", grant) })
        {
            if (value is null)
            {
                return Violation(call, $"form field '{name}' is missing");
            }
        }

        if (!state.Clients.TryGetValue(id!, out var client) || client.Secret != secret || !client.IsUsable)
        {
            return call.Reject(OtherErrors.Registration("invalid_client"), "invalid_client: the client credentials are unknown or revoked");
        }

        call.Client = client;
        if (grant != "client_credentials")
        {
            return call.Reject(OtherErrors.Registration("unsupported_grant_type"), $"unsupported_grant_type: '{grant}'");
        }

        // Whole seconds, because expires_in is in seconds.
        var seconds = (long)call.Options.AccessTokenLifetime.TotalSeconds;
        var issued = call.Now.ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["sub"] = client.Id,
            ["nbf"] = issued,
            ["iss"] = "auth.adobe.com",
            ["scopes"] = string.Join(',', client.Statement.Scopes),
            ["exp"] = issued + seconds,
            ["iat"] = issued,
        };
        if (!call.Options.Field.RepeatTokensWithinSecond)
        {
            claims["jti"] = Secrets.Opaque();
        }

        // An identical token of the same second keeps its record, so a revoked token stays revoked.
        var token = new TokenRecord { Value = Secrets.Jws(claims), Client = client, ExpiresAt = call.Now.AddSeconds(seconds) };
        state.Tokens.TryAdd(token.Value, token);
        log.CountToken();
        return FakeResponse.Json(201, new JsonObject
        {
            ["id"] = Secrets.Opaque(),
            ["access_token"] = token.Value,
            ["created_at"] = call.Now.ToUnixTimeMilliseconds(),
            ["expires_in"] = seconds,
            ["token_type"] = "bearer",
        });
    }

    private static StatementRecord? Statement(FakeCall call, FakeState state, string text)
    {
        if (!state.Statements.TryGetValue(text, out var statement)
            && call.Options.AcceptAnySoftwareStatement && Secrets.Claims(text) is not null)
        {
            statement = new StatementRecord { Statement = text, Scopes = [OperationTable.AccessScope], IsApproved = true };
            state.Statements[text] = statement;
        }

        return statement;
    }

    private static bool IsAcceptable(string redirect, StatementRecord statement) =>
        Uri.TryCreate(redirect, UriKind.Absolute, out var uri)
        && (statement.Domains.Count == 0 || statement.Domains.Any(domain =>
            uri.Host.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || uri.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)));

    private static FakeResponse Violation(FakeCall call, string report) =>
        call.ReportViolation(report, OtherErrors.Registration("invalid_request"));
}
