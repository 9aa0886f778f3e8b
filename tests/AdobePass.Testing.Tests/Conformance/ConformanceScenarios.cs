namespace AdobePass.Testing.Tests;

/// <summary>For each requirement, a run that keeps it and runs that break it.</summary>
internal static class ConformanceScenarios
{
    private const ConformanceMark Started = ConformanceMark.AppStarted;

    public static IReadOnlyDictionary<string, (Func<Traffic, Task> Kept, Func<Traffic, Task>[] Broken)> All { get; } =
        new Dictionary<string, (Func<Traffic, Task>, Func<Traffic, Task>[])>(StringComparer.Ordinal)
        {
            ["M01"] = (t => t.RegisterAsync(), [t => t.RegisterAsync(scopes: "api:client:v1")]),
            ["M02"] = (
                async t => await RegisterAsync(t, async () => { t.Mark(Started); await t.FailAsync(200); }),
                [
                    async t => await RegisterAsync(t, async () =>
                    {
                        t.Mark(Started);
                        await t.RegisterAsync("client-2");
                        await t.TokenAsync("token-2", "client-2");
                        t.Token = "token-2";
                        await t.FailAsync(200);
                    }),
                ]),
            ["M03"] = (
                async t => await RegisterAsync(t, () => t.FailAsync(200)),
                [async t => await RegisterAsync(t, () => t.TokenAsync("token-2"))]),
            ["M04"] = (
                async t => { await t.ConfigurationAsync(); await t.SessionAsync(); await t.PollAsync(found: true); },
                [async t => { await t.SessionAsync(); await t.PollAsync(found: true); await t.ConfigurationAsync(); }]),
            ["M05"] = (
                async t => { await t.SessionAsync(); t.Mark(Started); await t.ProfileAsync(); },
                [async t => { await t.SessionAsync(); t.Mark(Started); await t.ConfigurationAsync(); await t.ProfileAsync(); }]),
            ["M06"] = (
                async t =>
                {
                    await t.SessionAsync();
                    t.Mark(ConformanceMark.BrowserOpened, "CODE1");
                    t.Mark(ConformanceMark.RedirectReached, "CODE1");
                    await t.PollAsync();
                },
                [async t => { await t.SessionAsync(); t.Mark(ConformanceMark.BrowserOpened, "CODE1"); await t.PollAsync(); }]),
            ["M07"] = (
                async t => { await t.SessionAsync(); await t.PollAsync(found: true); await t.AuthorizeAsync(); },
                [
                    async t => { await t.SessionAsync(); await t.PollAsync(found: true); t.Wait(4); await t.PollAsync(found: true); },
                    async t => { await t.SessionAsync(); await t.PollAsync(); t.Wait(1900); await t.PollAsync(); },
                    async t => { await t.SessionAsync(); await t.SessionAsync("CODE2"); t.Wait(4); await t.PollAsync(); },
                ]),
            ["M08"] = (
                async t =>
                {
                    await t.SessionAsync();
                    await t.PollAsync();
                    t.Wait(3);
                    await t.PollAsync(status: 503);
                    t.Wait(1);
                    await t.PollAsync();
                },
                [async t => { await t.SessionAsync(); await t.PollAsync(); t.Wait(2.9); await t.PollAsync(); }]),
            ["M09"] = (
                async t => { await t.ProfileAsync(); await t.AuthorizeAsync(); await t.ProfileAsync(); },
                [
                    async t => { await t.ProfileAsync(); await t.PreauthorizeAsync(("res-1", "permit")); await t.ProfileAsync(); },
                    async t => { await t.ProfileAsync(); t.Mark(Started); await t.ProfilesAsync("MvpdAlpha"); },
                ]),
            ["M10"] = (
                async t => { await t.PreauthorizeAsync(("res-1", "permit")); await t.AuthorizeAsync(); Play(t); },
                [async t => { await t.PreauthorizeAsync(("res-1", "permit")); Play(t); }]),
            ["M11"] = (
                async t => await RepeatAsync(3, i => t.PreauthorizeAsync(
                    i == 0 ? [("res-1", "retry"), ("res-2", "none")] : [("res-1", "retry")])),
                [
                    async t => await RepeatAsync(5, _ => t.PreauthorizeAsync(("res-1", "retry"))),
                    async t => await RepeatAsync(2, _ => t.PreauthorizeAsync(("res-1", "retry"), ("res-2", "none"))),
                    async t => await RepeatAsync(2, _ => t.PreauthorizeAsync(("res-1", "retry"), ("res-2", "permit"))),
                ]),
            ["M12"] = (
                async t => { await t.PreauthorizeAsync(("res-1", "permit")); await t.PreauthorizeAsync(("res-2", "permit")); },
                [async t => await RepeatAsync(2, _ => t.PreauthorizeAsync(("res-1", "permit")))]),
            ["M13"] = (
                async t => await RepeatAsync(2, async _ => { await t.AuthorizeAsync(); Play(t); }),
                [
                    async t => { await t.AuthorizeAsync(); Play(t); Play(t); },
                    async t => { await t.AuthorizeAsync(); t.Wait(500); Play(t); },
                    async t => { await t.AuthorizeAsync("res-2"); Play(t); },
                ]),
            ["M14"] = (
                async t => await RepeatAsync(3, _ => t.AuthorizeAsync(result: "retry")),
                [async t => await RepeatAsync(5, _ => t.AuthorizeAsync(result: "retry"))]),
            ["M15"] = (
                async t =>
                {
                    await t.LogoutAsync("interactive", "/adobe-services/logout?id=1");
                    await t.SendAsync(HttpMethod.Get, "/adobe-services/logout?id=1");
                    await t.LogoutAsync("partner_interactive");
                    t.Mark(ConformanceMark.SystemSettingsShown);
                },
                [
                    async t =>
                    {
                        t.Mark(ConformanceMark.SignOutRequested);
                        await t.LogoutAsync("interactive", "/adobe-services/logout?id=1");
                    },
                    async t =>
                    {
                        t.Mark(ConformanceMark.SignOutRequested);
                        await t.LogoutAsync("partner_interactive");
                    },
                ]),
            ["M16"] = (t => t.ProfileAsync(), [t => { t.Token = null; return t.ProfileAsync(); }]),
            ["M17"] = (t => t.ProfileAsync(), [t => { t.DeviceId = ""; return t.ProfileAsync(); }]),
            ["M18"] = (
                t => t.ProfileAsync(),
                [
                    t => { t.DeviceInformation = null; return t.ProfileAsync(); },
                    t => { t.DeviceInformation = "bm90IEpTT04="; return t.ProfileAsync(); },
                ]),
            ["M19"] = (
                async t => { await t.ProfileAsync(); await t.AuthorizeAsync(); },
                [
                    async t => { await t.ProfileAsync(); t.DeviceId = "device-2"; await t.AuthorizeAsync(); },
                    async t =>
                    {
                        await t.ProfileAsync();
                        t.Mark(Started);
                        (t.DeviceId, t.Token) = ("device-2", "token-2");
                        await t.ProfileAsync();
                    },
                ]),
            ["M20"] = (
                t => t.ProfileAsync(),
                [
                    t => t.CallAsync(HttpMethod.Get, "configuration", header: ("AD-Service-Token", "made-up")),
                    t => t.CallAsync(HttpMethod.Get, "profiles?verbose=true"),
                    t => t.CallAsync(HttpMethod.Post, "sessions", "mvpd=MvpdAlpha&registrationCode=1"),
                    t => t.CallAsync(HttpMethod.Post, "decisions/authorize/MvpdAlpha", """{"resource":"res-1"}"""),
                ]),
            ["M21"] = (
                async t => { await t.FailAsync(400, "none"); await t.SessionAsync(); await t.FailAsync(400, "none"); },
                [
                    async t => await RepeatAsync(3, _ => t.FailAsync(400, "none")),
                    async t => await RepeatAsync(3, _ => t.AuthorizeAsync(result: "none")),
                ]),
            ["M22"] = (
                async t => { await t.FailAsync(401); t.Token = "token-2"; await t.FailAsync(429); t.Wait(1); await t.FailAsync(200); },
                [
                    async t => await RepeatAsync(2, _ => t.FailAsync(401)),
                    async t => { await t.FailAsync(429); t.Wait(0.5); await t.FailAsync(200); },
                    async t => await RepeatAsync(3, _ => t.FailAsync(403)),
                ]),
            ["M23"] = (t => { t.Host = "sp.auth-staging.adobe.com"; return t.ProfileAsync(); }, []),
            ["R01"] = (
                async t => await RegisterAsync(t, async () =>
                {
                    t.Wait(3000);
                    await t.TokenAsync("token-2");
                    t.Token = "token-2";
                    await t.FailAsync(200);
                }),
                [async t => await RegisterAsync(t, async () => { t.Wait(3700); await t.FailAsync(200); })]),
            ["R02"] = (
                async t => await RepeatAsync(2, async _ => { await t.ConfigurationAsync(); t.Wait(125); }),
                [async t => await RepeatAsync(2, _ => t.ConfigurationAsync())]),
            ["R03"] = (
                async t => { await t.ReadSessionAsync(); await OpenLoginPageAsync(t); },
                [OpenLoginPageAsync, t => { t.Mark(ConformanceMark.BrowserOpened, "CODE1"); return Task.CompletedTask; }]),
            ["R04"] = (
                async t => { await t.ProfilesAsync("MvpdAlpha", "MvpdBeta"); await t.AuthorizeAsync(mvpd: "MvpdBeta"); },
                [async t => { await t.ProfilesAsync("MvpdAlpha", "MvpdBeta"); await t.AuthorizeAsync(mvpd: "MvpdGamma"); }]),
            ["R05"] = (
                async t => { await t.SessionAsync(authorizes: "degraded"); await t.AuthorizeAsync(); },
                [async t => await RepeatAsync(2, _ => t.SessionAsync(authorizes: "temporary"))]),
            ["R09"] = (
                async t =>
                {
                    await t.AuthorizeAsync(result: "none");
                    t.Mark(ConformanceMark.SignOutRequested);
                    await t.LogoutAsync();
                },
                [async t => { await t.AuthorizeAsync(result: "none"); await t.LogoutAsync(); }]),
            ["R10"] = (t => t.ProfileAsync(), [t => t.SendAsync(HttpMethod.Get, "/api/v1/authorize")]),
            ["R11"] = (
                async t =>
                {
                    await t.SessionAsync();
                    await t.PollAsync(found: true);
                    await t.PreauthorizeAsync(("res-1", "permit"), ("res-2", "none"));
                    await t.AuthorizeAsync();
                    await t.AuthorizeAsync("res-2", "none");
                    await t.LogoutAsync();
                },
                []),
        };

    private static async Task RegisterAsync(Traffic traffic, Func<Task> rest)
    {
        await traffic.RegisterAsync();
        await traffic.TokenAsync();
        await traffic.FailAsync(200);
        await rest();
    }

    private static Task OpenLoginPageAsync(Traffic traffic) =>
        traffic.SendAsync(HttpMethod.Get, "/api/v2/authenticate/CHAN1/CODE1", status: 302);

    private static void Play(Traffic traffic) => traffic.Mark(ConformanceMark.PlaybackStarted, "res-1");

    private static async Task RepeatAsync(int count, Func<int, Task> act)
    {
        for (var i = 0; i < count; i++)
        {
            await act(i);
        }
    }
}
