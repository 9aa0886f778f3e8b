// title: old request for a token with the body as JSON
// kind: console
using System;
using System.IO;
using System.Net;
using System.Text.Json;

#pragma warning disable SYSLIB0014

namespace DeskTv.Account;

internal static class TokenCall
{
    private static void Main(string[] args)
    {
        var pair = File.ReadAllLines("pair");
        var request = (HttpWebRequest)WebRequest.Create("https://sp.auth.adobe.com/o/client/token"); // expect: AP2011#a
        request.Method = "POST";
        request.ContentType = "application/json"; // expect: AP2011#a
        request.Headers.Add("X-Device-Info", File.ReadAllText("info"));
        using (var writer = new StreamWriter(request.GetRequestStream()))
        {
            writer.Write(JsonSerializer.Serialize(new { grant_type = "client_credentials", client_id = pair[0], client_secret = pair[1] }));
        }

        using var response = request.GetResponse();
        using var json = JsonDocument.Parse(response.GetResponseStream());
        File.WriteAllText(args[0], json.RootElement.GetProperty("access_token").GetString());
    }
}
