// title: Check of a source tree for addresses that will be switched off
// kind: console
// rule: AP4010
// why: the old addresses are looked for and talked about, and none of them is called
// expect: none
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;

namespace Address.Lint;

public static class AddressLint
{
    private const string NewRoot = "https://sp.auth.adobe.com/api/v2/";

    public static IEnumerable<string> Check(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                if (line.Contains("https://api.auth.adobe.com/api/v1/", StringComparison.OrdinalIgnoreCase)
                    || line.Contains("https://api.auth.adobe.com/reggie/v1/", StringComparison.OrdinalIgnoreCase))
                {
                    yield return $"{file}({number}): {Suggest(line)}";
                }
            }
        }
    }

    [Obsolete("Use Suggest; https://api.auth.adobe.com/api/v1/config is switched off.")]
    public static string Fix(string line) => line.Replace("https://api.auth.adobe.com/api/v1/config/", NewRoot);

    private static string Suggest(string line) =>
        line.Contains("/api/v1/checkauthn") ? "poll " + NewRoot + "BRAND/profiles/code/CODE instead"
        : line.Contains("/api/v1/config") ? "read " + NewRoot + "BRAND/configuration instead"
        : "see the page about the migration from https://api.auth.adobe.com/api/v1/ of June";

    public static async Task<int> Main(string[] args)
    {
        var findings = args.SelectMany(Check).ToList();
        findings.ForEach(Console.WriteLine);
        if (findings.Count > 0)
        {
            return 1;
        }

        // Is the new root reachable from this network? The answer does not matter.
        using var http = new HttpClient();
        using var answer = await http.GetAsync(NewRoot + "LINT/configuration");
        Console.WriteLine("nothing found; the new service answers " + (int)answer.StatusCode);
        return 0;
    }
}
