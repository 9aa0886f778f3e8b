using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using AdobePass.Testing.Checks;
using AdobePass.Testing.Errors;
using AdobePass.Testing.Http;
using AdobePass.Testing.State;

namespace AdobePass.Testing.Operations;

/// <summary>
/// Handles the partner (Apple) operations: the authentication request with its fallbacks, and the profile from the partner's response.
/// </summary>
internal static class PartnerHandler
{
    public static FakeResponse CreateSession(FakeCall call, FakeState state)
    {
        if (CheckPartner(call) is { } rejection)
        {
            return rejection;
        }

        var domainName = call.Form.Value("domainName");
        var redirectUrl = call.Form.Value("redirectUrl");
        if (SessionStore.CheckRedirect(call, redirectUrl) is { } badRedirect)
        {
            return badRedirect;
        }

        var status = Status(call, state);
        var mvpd = status.Mvpd?.Id;
        if (SessionStore.AuthorizeReason(state, call.Owner, call.Sso, mvpd, call.Now) is { } reason)
        {
            return SessionStore.Authorize(call.ServiceProvider, mvpd!, reason, Secrets.Opaque());
        }

        if (domainName is null || redirectUrl is null)
        {
            return SessionStore.Continue(
                SessionStore.Open(call, state, mvpd, domainName, redirectUrl), "resume", "missing_parameters_fallback");
        }

        if (status.ErrorCode is not null || !status.Mvpd!.EnablePlatformServices)
        {
            // The documented fallback is "authenticate" even if the status does not contain an MVPD. It is then selected at login.
            var session = SessionStore.Open(call, state, mvpd, domainName, redirectUrl);
            session.SelectsMvpdAtLogin = mvpd is null;
            return SessionStore.Continue(session, "resume", status.ErrorCode is not null ? "pfs_fallback" : "configuration_fallback");
        }

        return FakeResponse.Json(200, new JsonObject
        {
            ["actionName"] = "partner_profile",
            ["actionType"] = "direct",
            ["reasonType"] = "none",
            ["url"] = $"/api/v2/{Uri.EscapeDataString(call.ServiceProvider)}/profiles/sso/Apple",
            ["sessionId"] = Secrets.Opaque(),
            ["mvpd"] = mvpd,
            ["serviceProvider"] = call.ServiceProvider,
            ["authenticationRequest"] = new JsonObject
            {
                ["type"] = "saml",
                ["request"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Request(call.Now))),
                ["attributesNames"] = new JsonArray("uid", "NameID", "uniqueId"),
            },
        });
    }

    public static FakeResponse CreateProfile(FakeCall call, FakeState state)
    {
        if (CheckPartner(call) is { } rejection)
        {
            return rejection;
        }

        var status = Status(call, state);
        if (status.Mvpd is { } degraded && state.IsDegraded(call.ServiceProvider, degraded.Id, FakeDegradation.AuthNAll))
        {
            return FakeResponse.Json(200, ProfileSerializer.Map(degraded.Id, ProfileSerializer.Degraded(call, degraded.Id)));
        }

        if (status.ErrorCode is { } errorCode)
        {
            return call.Reject(errorCode, "the partner status is not valid");
        }

        if (!IsSamlResponse(call.Form.Value("SAMLResponse")))
        {
            return call.Reject(
                "invalid_parameter_saml_response",
                ReferencePages.See(
                    "'SAMLResponse' is not Base64 of a SAML response, URL-encoded exactly once",
                    ReferencePages.For(call.Request.Operation)));
        }

        var mvpd = status.Mvpd!;
        var profile = new ProfileRecord
        {
            Owner = call.Owner,
            Mvpd = mvpd.Id,
            Sso = default,
            Type = "appleSSO",
            Attributes = ProfileSerializer.Attributes(mvpd, isPartner: true),
            NotBefore = call.Now,
            NotAfter = call.Now + (mvpd.ProfileLifetime ?? call.Options.ProfileLifetime),
        };
        state.Add(profile);
        return FakeResponse.Json(201, ProfileSerializer.Map(mvpd.Id, ProfileSerializer.Stored(profile, "appleSSO")));
    }

    /// <summary>Creates a fake SAML response in Base64, as the partner framework returns it.</summary>
    public static string Response(DateTimeOffset now, string subject) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        new XElement(
            XName.Get("Response", "urn:oasis:names:tc:SAML:2.0:protocol"),
            new XAttribute("ID", "_" + Guid.NewGuid().ToString("N")),
            new XAttribute("Version", "2.0"),
            new XAttribute("IssueInstant", now.UtcDateTime),
            new XElement(XName.Get("NameID", "urn:oasis:names:tc:SAML:2.0:assertion"), subject)).ToString(SaveOptions.DisableFormatting)));

    private static string Request(DateTimeOffset now) => new XElement(
        XName.Get("AuthnRequest", "urn:oasis:names:tc:SAML:2.0:protocol"),
        new XAttribute("ID", "_" + Guid.NewGuid().ToString("N")),
        new XAttribute("Version", "2.0"),
        new XAttribute("IssueInstant", now.UtcDateTime),
        new XElement(
            XName.Get("Issuer", "urn:oasis:names:tc:SAML:2.0:assertion"),
            "https://saml.sp.auth.adobe.com")).ToString(SaveOptions.DisableFormatting);

    private static PartnerStatus Status(FakeCall call, FakeState state) =>
        PartnerStatus.Read(call.Request.GetHeader(HeaderMatrix.PartnerStatus), call.ServiceProvider, state, call.Now);

    private static FakeResponse? CheckPartner(FakeCall call) =>
        call.Route.Partner.Equals("Apple", call.IsStrict ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)
            ? null
            : call.Reject("invalid_parameter_partner", $"partner '{call.Route.Partner}' is not 'Apple'");

    private static bool IsSamlResponse(string? value)
    {
        if (value is null || Base64String.Decode(value) is not { } text)
        {
            return false;
        }

        try
        {
            return XDocument.Parse(text).Root?.Name.LocalName == "Response";
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
