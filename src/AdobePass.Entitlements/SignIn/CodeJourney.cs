using AdobePass.Entitlements.RestV2;

namespace AdobePass.Entitlements;

/// <summary>Validates and completes a code on the second screen.</summary>
internal sealed class CodeJourney(ViewerApi api, SignInSettings settings)
{
    internal async Task<CodeResult> ValidateAsync(string code, CancellationToken cancellationToken)
    {
        code = (code ?? throw new ArgumentNullException(nameof(code))).Trim();
        if (code.Length == 0 || code is "." or "..")
        {
            return new InvalidCode(null);
        }

        try
        {
            var session = await api.GetSessionAsync(code, cancellationToken).ConfigureAwait(false);
            var missing = session.MissingParameters ?? [];
            string? mvpd = null;
            session.ExistingParameters?.TryGetValue("mvpd", out mvpd);
            return new ValidatedCode(
                code,
                missing.Count == 0 ? api.LoginPage(code) : null,
                mvpd,
                missing,
                session.NotAfter,
                session.Device?.Model);
        }
        catch (AdobePassApiException exception) when (IsInvalid(exception))
        {
            return new InvalidCode(exception.Error);
        }
    }

    internal async Task<CodeResult> CompleteAsync(ValidatedCode code, string mvpd, CancellationToken cancellationToken)
    {
        if (code is null)
        {
            throw new ArgumentNullException(nameof(code));
        }

        try
        {
            var request = new SessionRequest { Mvpd = mvpd, DomainName = settings.DomainName, RedirectUrl = settings.RedirectUrl };
            var session = await api.ResumeSessionAsync(code.Code, request, cancellationToken).ConfigureAwait(false);
            if (session.ActionName?.Value == "authorize")
            {
                return new CodeNotNeeded(code.Code, session.Mvpd ?? mvpd);
            }

            var missing = session.MissingParameters ?? [];
            return new ValidatedCode(
                code.Code,
                missing.Count > 0 ? null : api.Resolve(session.Url) ?? api.LoginPage(code.Code),
                session.Mvpd ?? mvpd,
                missing,
                session.NotAfter ?? code.ExpiresAt,
                code.DeviceModel);
        }
        catch (AdobePassApiException exception) when (IsInvalid(exception))
        {
            return new InvalidCode(exception.Error);
        }
    }

    private static bool IsInvalid(AdobePassApiException exception) =>
        exception.Error?.Code?.Value is "invalid_parameter_code" or "invalid_authentication_session";
}
