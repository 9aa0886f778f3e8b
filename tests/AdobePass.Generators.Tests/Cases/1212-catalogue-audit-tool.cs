// title: Audit tool that asks for a decision on each title of a list
// kind: console
// rule: AP1005
// why: each title gets a client of its own, and with it a token of its own; the providers are the same for all titles; a lost connection must not delete the pair
using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using AdobePass;

namespace Almanac.Audit;

public sealed record TitleDecision(string Resource, bool Authorized);

[AdobePassApi("rest-v2")]
public interface ITitleApi
{
    [AdobePassOperation("preauthorize")]
    Task<IReadOnlyList<TitleDecision>> CheckAsync(string serviceProvider, string mvpd, string resource);

    Task<string> GetConfigurationAsync(string serviceProvider);
}

public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        var options = new AdobePassOptions
        {
            Environment = AdobePassEnvironment.PrequalProduction,
            SoftwareStatement = new SoftwareStatement(await File.ReadAllTextAsync(args[0])),
            CredentialStore = new FileCredentialStore(args[1]),
        };
        var failures = 0;
        foreach (var title in File.ReadLines(args[2]))
        {
            using var client = new AdobePassClient(options); // expect: AP1005
            try
            {
                var providers = await Connect(client).GetConfigurationAsync("ALMANAC"); // expect: AP4006
                Console.WriteLine("{0} characters of providers", providers.Length);
                var decisions = await Connect(client).CheckAsync("ALMANAC", "MvpdAlpha", title);
                foreach (var decision in decisions)
                {
                    Console.WriteLine("{0}\t{1}", decision.Resource, decision.Authorized);
                }
            }
            catch (AdobePassConnectionException e)
            {
                Console.Error.WriteLine(e.Message);
                await client.DeleteCredentialsAsync(); // expect: AP1008
                failures++;
            }
        }

        return failures == 0 ? 0 : 2;
    }

    private static ITitleApi Connect(AdobePassClient client) =>
        (ITitleApi)Activator.CreateInstance(Type.GetType("Almanac.Audit.TitleApiClient")!, client)!;
}
