using AdobePass.Generators.CodeFixes.Tests.Support;

namespace AdobePass.Generators.CodeFixes.Tests;

/// <summary>AP4002.</summary>
public class AP4002EndlessPollingFixTests
{
    private const string Check = """
        if (DateTimeOffset.UtcNow >= deadline)
                    {
                        throw new TimeoutException("The code expired before the viewer logged in.");
                    }

        """;

    [Theory]
    [InlineData("while (true)", "")]
    [InlineData("for (;;)", "")]
    [InlineData("do", " while (true);")]
    public async Task Polling_ends_when_the_code_expires(string loop, string end) => await FixTest.FixesAsync(
        new EndlessPollingFix(),
        Poll("string code", loop, end, string.Empty, string.Empty),
        Poll("string code", loop, end, "var deadline = DateTimeOffset.UtcNow.AddMinutes(30);\n        ", Check + "            "));

    [Fact]
    public async Task Session_in_scope_says_when_its_code_expires() => await FixTest.FixesAsync(
        new EndlessPollingFix(),
        Poll("string code, SessionResponse session", "while (true)", string.Empty, string.Empty, string.Empty),
        Poll(
            "string code, SessionResponse session",
            "while (true)",
            string.Empty,
            "var deadline = session.NotAfter ?? DateTimeOffset.UtcNow.AddMinutes(30);\n        ",
            Check + "            "));

    [Fact]
    public async Task No_fix_is_offered_for_a_loop_without_a_block() => await FixTest.OffersNothingAsync(
        new EndlessPollingFix(),
        FixTest.Head + """
        [AdobePassApi]
        public interface ILogin { Task<ProfilesResponse> GetProfileForCodeAsync(string serviceProvider, string code); }

        public class C
        {
            public async Task M(ILogin login, string code)
            {
                while (true)
                    if ((await login.GetProfileForCodeAsync("CHAN1", code)).Profiles.Count > 0) { return; }
            }
        }
        """);

    private static string Poll(string parameters, string loop, string end, string before, string check) => FixTest.Head + $$"""
        [AdobePassApi]
        public interface ILogin { Task<ProfilesResponse> GetProfileForCodeAsync(string serviceProvider, string code); Task<SessionResponse> GetSessionAsync(string serviceProvider, string code); }

        public class C
        {
            public async Task<ProfilesResponse> M(ILogin login, {{parameters}})
            {
                {{before}}{{loop}}
                {
                    {{check}}var profiles = await login.GetProfileForCodeAsync("CHAN1", code);
                    if (profiles.Profiles.Count > 0)
                    {
                        return profiles;
                    }

                    await Task.Delay(3000);
                }{{end}}
            }
        }
        """;
}
