// title: logout and preauthorization with old requests, all headers there
// kind: console
// expect: none
using System;
using System.IO;
using System.Net;
using System.Text;

#pragma warning disable SYSLIB0014

namespace DeskTv.Account;

internal static class Calls
{
    private static HttpWebRequest Create(string path, string method)
    {
        var request = WebRequest.CreateHttp("https://sp.auth.adobe.com/api/v2/DESKTV/" + path);
        request.Method = method;
        request.Accept = "application/json";
        Apply(request.Headers);
        return request;
    }

    private static void Apply(WebHeaderCollection headers)
    {
        headers.Add("Authorization", "Bearer " + File.ReadAllText("token"));
        headers["AP-Device-Identifier"] = "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(File.ReadAllText("device")));
        headers["X-Device-Info"] = Convert.ToBase64String(File.ReadAllBytes("device.json"));
    }

    private static string Read(HttpWebRequest request)
    {
        using var response = request.GetResponse();
        using var reader = new StreamReader(response.GetResponseStream());
        return reader.ReadToEnd();
    }

    private static void Main(string[] args)
    {
        var marks = Create("decisions/preauthorize/" + args[0], "POST");
        marks.ContentType = "application/json";
        using (var body = new StreamWriter(marks.GetRequestStream()))
        {
            body.Write("{\"resources\":[\"news\"]}");
        }

        Console.WriteLine(Read(marks));
        if (args is [_, "--out"])
        {
            Console.WriteLine(Read(Create($"logout/{args[0]}?redirectUrl=desktv%3A%2F%2Fout", "GET")));
        }
    }
}
