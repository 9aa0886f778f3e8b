// title: sign-out of an old desktop app
// kind: console
using System;
using System.IO;
using System.Net;
using System.Text;

#pragma warning disable SYSLIB0014

namespace DeskTv.Account;

internal static class SignOut
{
    private static int Main(string[] args)
    {
        var token = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "token")).Trim();
        var request = (HttpWebRequest)WebRequest.Create("https://sp.auth.adobe.com/api/v2/CHAN1/logout/" + args[0] + "?redirectUrl=desktv%3A%2F%2Fout"); // expect: AP2001#a
        request.Method = "GET";
        request.Headers["Authorization"] = "Bearer " + token;
        request.Headers["AP-Device-Identifier"] = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Environment.MachineName));
        using var response = (HttpWebResponse)request.GetResponse(); // expect: AP2001#a
        using var reader = new StreamReader(response.GetResponseStream());
        Console.WriteLine(reader.ReadToEnd());
        return response.StatusCode == HttpStatusCode.OK ? 0 : 1;
    }
}
