// title: Nightly audit with one client for all its titles
// kind: console
// rule: AP1005
// why: the client lives as long as the run; the auditor is asked before a logout; the pair goes only when the error asks for a new registration
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using AdobePass;

namespace Gazette.Audit;

public sealed record Verdict(string Resource, bool Authorized);

[AdobePassApi("rest-v2")]
public interface IVerdicts
{
    [AdobePassOperation("preauthorize")]
    Task<IReadOnlyList<Verdict>> CheckAsync(string serviceProvider, string mvpd, string resource);

    Task LogoutAsync(string serviceProvider, string mvpd, string redirectUrl);
}

public static class Program
{
    public static async Task Main(string[] args)
    {
        var options = new AdobePassOptions
        {
            Environment = AdobePassEnvironment.ReleaseProduction,
            SoftwareStatement = new SoftwareStatement(await File.ReadAllTextAsync(args[0])),
            CredentialStore = new FileCredentialStore(args[1]),
        };
        using var client = new AdobePassClient(options);
        var verdicts = Connect(client);
        foreach (var title in File.ReadLines(args[2]))
        {
            using var report = new StreamWriter(Path.Combine(args[3], title + ".txt"));
            try
            {
                foreach (var verdict in await verdicts.CheckAsync("GAZETTE", args[4], title))
                {
                    await report.WriteLineAsync(verdict.Authorized ? "yes" : "no");
                    if (!verdict.Authorized)
                    {
                        Console.Write($"{verdict.Resource} is denied. Sign out of {args[4]} (y/n)? ");
                        if (Console.ReadLine() == "y")
                        {
                            await verdicts.LogoutAsync("GAZETTE", args[4], "https://gazette.example/bye");
                            return;
                        }
                    }
                }
            }
            catch (AdobePassApiException e) when (e.NextStep == NextStep.RegisterAgain)
            {
                await client.DeleteCredentialsAsync();
                throw;
            }
            catch (AdobePassException e)
            {
                await report.WriteLineAsync("unknown: " + e.Message);
            }
        }
    }

    private static IVerdicts Connect(AdobePassClient client) =>
        (IVerdicts)Activator.CreateInstance(Type.GetType("Gazette.Audit.VerdictsClient")!, client)!;
}
