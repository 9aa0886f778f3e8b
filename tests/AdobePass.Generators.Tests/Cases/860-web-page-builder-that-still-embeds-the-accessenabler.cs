// title: Web page builder that still embeds the AccessEnabler
// kind: library
// twin: 861-guard-that-recognises-old-addresses-and-an-unrelated-api-with-a-version-one.cs
using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Encodings.Web;

namespace Aspen.Pages;

public sealed record LoginPage(string Requestor, string Mvpd, Uri Back);

public static class LoginPageWriter
{
    private const string Script = "https://entitlement.auth.adobe.com/entitlement/v4/AccessEnabler.js"; // expect: AP4013

    public static string Write(LoginPage page)
    {
        var html = new StringBuilder()
            .AppendLine("<!doctype html>")
            .Append("<script src=\"").Append(Script).AppendLine("\"></script>")
            .Append("<a href=\"").Append(HtmlEncoder.Default.Encode(SamlAddress(page).ToString())).AppendLine("\">Sign in</a>");
        foreach (var (name, value) in Attributes(page))
        {
            html.Append("<meta name=\"").Append(name).Append("\" content=\"").Append(HtmlEncoder.Default.Encode(value)).AppendLine("\">");
        }

        return html.ToString();
    }

    private static Uri SamlAddress(LoginPage page) => new(
        $"https://sp.auth.adobe.com/adobe-services/authenticate/saml?requestor_id={page.Requestor}&mso_id={page.Mvpd}" + // expect: AP4013
        $"&redirect_url={Uri.EscapeDataString(page.Back.ToString())}");

    private static IEnumerable<(string Name, string Value)> Attributes(LoginPage page)
    {
        yield return ("requestor", page.Requestor);
        yield return ("mvpd", page.Mvpd);
    }
}
