using AdobePass;
using QuickStart.RestV2;

namespace QuickStart;

/// <summary>A streaming app's way from nothing to a playing stream.</summary>
internal sealed class StreamingApp(AdobePassClient adobePass, IStreaming streaming, CommandLine options, Narrator narrator)
{
    // Adobe asks for three to five seconds or more between two polls.
    private static readonly TimeSpan PollingInterval = TimeSpan.FromSeconds(5);

    // How long an authentication code lives where the service does not say.
    private static readonly TimeSpan LongestLogin = TimeSpan.FromMinutes(30);

    public async Task RunAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        narrator.Step("Configuration: which MVPDs can the viewer pick?");
        var configuration = await streaming.GetConfigurationAsync(options.ServiceProvider, cancellationToken);
        var mvpds = configuration.Requestor?.Mvpds ?? configuration.Mvpds ?? [];
        foreach (var offered in mvpds)
        {
            narrator.Note($"{offered.Id}: {offered.DisplayName}{(offered.IsTempPass == true ? " (TempPass)" : string.Empty)}");
        }

        var mvpd = options.Mvpd
            ?? mvpds.FirstOrDefault(each => each.IsTempPass != true)?.Id
            ?? throw new InvalidOperationException($"The service provider {options.ServiceProvider} has no MVPD to log in with.");
        outcome.Mvpd = mvpd;
        narrator.Note($"The viewer picks {mvpd}.");

        var domain = configuration.Requestor?.Domains?.FirstOrDefault()?.Name ?? "tv.example";
        var redirectUrl = $"https://{domain}/signed-in";
        var profile = await LogInAsync(mvpd, domain, redirectUrl, cancellationToken);
        outcome.ProfileType = profile.Type?.Value;
        narrator.Note($"Profile of type {profile.Type}, valid until {profile.NotAfter:u}.");

        narrator.Step("Preauthorization: which resources may the catalogue offer?");
        outcome.Preauthorized = await PreauthorizeAsync(mvpd, cancellationToken);

        narrator.Step($"Authorization: may {options.Resource} play now?");
        await AuthorizeAsync(mvpd, outcome, cancellationToken);

        if (options.LogsOut)
        {
            narrator.Step("Logout: the viewer signs out");
            await LogOutAsync(mvpd, redirectUrl, outcome, cancellationToken);
        }
    }

    private async Task<Profile> LogInAsync(string mvpd, string domain, string redirectUrl, CancellationToken cancellationToken)
    {
        narrator.Step($"Session: does the viewer have to log in with {mvpd}?");
        var request = new SessionRequest { Mvpd = mvpd, DomainName = domain, RedirectUrl = redirectUrl };
        var session = await streaming.CreateSessionAsync(options.ServiceProvider, request, cancellationToken);
        for (var attempt = 0; attempt < 2 && session.Code is { } incomplete && (session.ActionName == SessionActionName.Resume || session.ActionName == SessionActionName.Retry); attempt++)
        {
            narrator.Note($"Action {session.ActionName}: the service misses {string.Join(", ", session.MissingParameters ?? [])}.");
            session = await streaming.ResumeSessionAsync(options.ServiceProvider, incomplete, request, cancellationToken);
        }

        narrator.Note($"Action {session.ActionName}, {session.ActionType}, reason {session.ReasonType}.");
        if (session.ActionName == SessionActionName.Authorize)
        {
            var profiles = await streaming.GetProfileForMvpdAsync(options.ServiceProvider, mvpd, cancellationToken);
            return Pick(profiles, mvpd) ?? throw new InvalidOperationException($"The service says that no login is needed, and has no profile for {mvpd}.");
        }

        if (session.ActionName != SessionActionName.Authenticate || session is not { Url: { } url, Code: { } code })
        {
            var missing = session.MissingParameters is { Count: > 0 } names ? $" Missing: {string.Join(", ", names)}." : string.Empty;
            throw new InvalidOperationException($"The session asks for the action \"{session.ActionName}\", which leads to no login page.{missing}");
        }

        narrator.Step("Login: the viewer proves his subscription to the MVPD");
        var page = adobePass.ResolveUri(url);
        if (options.AutoLogin)
        {
            using var userAgent = new UserAgent(narrator);
            await userAgent.VisitAsync(page, redirectUrl, cancellationToken);
        }
        else
        {
            narrator.Note($"Open {page}");
        }

        narrator.Step("Profile: has the login succeeded?");
        return await PollAsync(code, mvpd, session.NotAfter ?? DateTimeOffset.UtcNow + LongestLogin, cancellationToken);
    }

    private async Task<Profile> PollAsync(string code, string mvpd, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Pick(await streaming.GetProfileForCodeAsync(options.ServiceProvider, code, cancellationToken), mvpd) is { } profile)
            {
                return profile;
            }

            if (DateTimeOffset.UtcNow + PollingInterval > deadline)
            {
                throw new InvalidOperationException("The authentication code has expired before the viewer logged in.");
            }

            await Task.Delay(PollingInterval, cancellationToken);
        }
    }

    private static Profile? Pick(ProfilesResponse response, string mvpd) =>
        response.Profiles.TryGetValue(mvpd, out var profile) ? profile : null;

    private async Task<IReadOnlyList<string>> PreauthorizeAsync(string mvpd, CancellationToken cancellationToken)
    {
        DecisionsResponse response;
        try
        {
            response = await streaming.PreauthorizeAsync(options.ServiceProvider, mvpd, new DecisionsRequest { Resources = [options.Resource] }, cancellationToken);
        }
        catch (AdobePassException fault)
        {
            // Preauthorization decorates the catalogue; only authorization decides what plays.
            narrator.Note($"No answer to this question: {fault.Message}");
            return [];
        }

        foreach (var decision in response.Decisions)
        {
            narrator.Note(decision.Authorized ? $"{decision.Resource}: offer it" : $"{decision.Resource}: hide it ({Reason(decision)})");
        }

        return [.. response.Decisions.Where(decision => decision.Authorized).Select(decision => decision.Resource)];
    }

    private async Task AuthorizeAsync(string mvpd, Outcome outcome, CancellationToken cancellationToken)
    {
        var response = await streaming.AuthorizeAsync(options.ServiceProvider, mvpd, new DecisionsRequest { Resources = [options.Resource] }, cancellationToken);
        var decision = response.Find(options.Resource)
            ?? throw new InvalidOperationException($"The response has no decision for the resource {options.Resource}.");
        outcome.Authorized = decision.Authorized;
        outcome.MediaToken = decision.Token is { SerializedToken.Length: > 0 };
        narrator.Note(decision.Authorized
            ? $"Permitted by {decision.Source}; media token {(outcome.MediaToken ? $"valid until {decision.Token!.NotAfter:u}" : "missing")}."
            : $"Denied: {Reason(decision)}");
        if (!decision.Authorized)
        {
            outcome.Denial = $"The stream {options.Resource} is not authorized: {Reason(decision)}";
        }
    }

    private async Task LogOutAsync(string mvpd, string redirectUrl, Outcome outcome, CancellationToken cancellationToken)
    {
        LogoutResponse response;
        try
        {
            response = await streaming.LogoutAsync(options.ServiceProvider, mvpd, redirectUrl, cancellationToken);
        }
        catch (AdobePassException fault)
        {
            // The stream was authorized; that the sign-out failed is told, and does not take it back.
            narrator.Note($"Not signed out: {fault.Message}");
            return;
        }

        if (response.RedirectUri is { } redirect)
        {
            // Seen in the field instead of a body: the profile is deleted, and a user agent completes the logout at the MVPD.
            outcome.Logout = LogoutActionName.Logout.Value;
            narrator.Note("The service redirects: a user agent completes the logout.");
            await VisitAsync(redirect, redirectUrl, cancellationToken);
            return;
        }

        foreach (var (id, logout) in response.Logouts ?? new Dictionary<string, MvpdLogout>())
        {
            outcome.Logout ??= logout.ActionName?.Value;
            narrator.Note($"{id}: {logout.ActionName}, {logout.ActionType}.");
            if (logout.Url is { } url)
            {
                await VisitAsync(adobePass.ResolveUri(url), redirectUrl, cancellationToken);
            }
        }
    }

    private async Task VisitAsync(Uri uri, string redirectUrl, CancellationToken cancellationToken)
    {
        if (options.AutoLogin)
        {
            using var userAgent = new UserAgent(narrator);
            await userAgent.VisitAsync(uri, redirectUrl, cancellationToken);
        }
    }

    private static string Reason(Decision decision) =>
        decision.Error is { } error ? $"{error.Code}: {error.Details ?? error.Message}" : "no reason given";
}
