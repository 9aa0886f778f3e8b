// title: Sign-in helper written by somebody who likes recursion
// kind: console
// rule: AP4001
// why: the method calls itself after half a second; the remaining turns end it
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using AdobePass;

namespace Nautilus.Cli;

public sealed record CodeProfiles(IReadOnlyDictionary<string, object> Profiles);

[AdobePassApi]
public interface ICodeLogin
{
    Task<CodeProfiles> GetProfileForCodeAsync(string serviceProvider, string code);
}

public class SignInHelper(ICodeLogin login)
{
    public Task<string?> SignInAsync(string code) => TryAsync(code, 600);

    private async Task<string?> TryAsync(string code, int remaining)
    {
        if (remaining == 0)
        {
            Console.Error.WriteLine("Nobody signed in.");
            return null;
        }

        var found = await login.GetProfileForCodeAsync("NAUTILUS", code); // expect: AP4001#a
        foreach (var name in found.Profiles.Keys)
        {
            return name;
        }

        await Task.Delay(500); // expect: AP4001#a
        return await TryAsync(code, remaining - 1);
    }

    public static async Task Main(string[] args)
    {
        var helper = new SignInHelper((ICodeLogin)Activator.CreateInstance(Type.GetType("Nautilus.Cli.CodeLoginClient")!)!);
        Console.WriteLine(await helper.SignInAsync(args[0]) ?? "-");
    }
}
