using System.Net;
using System.Text.RegularExpressions;

namespace QuickStart;

/// <summary>Plays the browser in which a viewer logs in with the MVPD: opens the address and follows redirects until the app's own page is reached.</summary>
internal sealed class UserAgent(Narrator narrator) : IDisposable
{
    private const int MostHops = 20;

    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    /// <summary>Opens an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="redirectUrl">The app's own page; reaching it ends the visit, and it is not opened.</param>
    /// <param name="cancellationToken">Ends the visit.</param>
    /// <exception cref="InvalidOperationException">A page answers with an error, or the pages lead in circles or to an address of another scheme.</exception>
    public async Task VisitAsync(Uri address, string redirectUrl, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop < MostHops; hop++)
        {
            using var page = await OpenAsync(address, cancellationToken);
            if (page is null)
            {
                return;
            }

            narrator.Note($"browser: {address.GetLeftPart(UriPartial.Path)}  {(int)page.StatusCode}");

            if (page.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(TimeSpan.FromSeconds(1.1), cancellationToken);
                continue;
            }

            if ((int)page.StatusCode is >= 300 and < 400 && page.Headers.Location is { } location)
            {
                address = new Uri(address, location);
                if (address.AbsoluteUri.StartsWith(redirectUrl, StringComparison.Ordinal))
                {
                    narrator.Note($"browser: back at {redirectUrl}");
                    return;
                }

                if (address.Scheme is not ("http" or "https"))
                {
                    throw new InvalidOperationException($"The login page leads to a {address.Scheme} address, which this sample cannot open.");
                }

                continue;
            }

            if (!page.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"The page {address.GetLeftPart(UriPartial.Path)} answered {(int)page.StatusCode}, so nobody can log in there.");
            }

            if (await FindFormAsync(page, address, cancellationToken) is not { } form)
            {
                return;
            }

            // A browser runs the script that submits the form.
            using var sent = await _browser.PostAsync(form.Target, new FormUrlEncodedContent(form.Fields), cancellationToken);
            narrator.Note($"browser: form sent to {form.Target.GetLeftPart(UriPartial.Path)}  {(int)sent.StatusCode}");
            if (sent.Headers.Location is not { } next)
            {
                return;
            }

            address = new Uri(form.Target, next);
            if (address.AbsoluteUri.StartsWith(redirectUrl, StringComparison.Ordinal))
            {
                narrator.Note($"browser: back at {redirectUrl}");
                return;
            }
        }

        throw new InvalidOperationException($"The login did not end after {MostHops} pages.");
    }

    // Some MVPDs get a page with a form that submits itself, in place of a redirect.
    private static async Task<(Uri Target, List<KeyValuePair<string, string>> Fields)?> FindFormAsync(
        HttpResponseMessage page,
        Uri address,
        CancellationToken cancellationToken)
    {
        if (page.Content.Headers.ContentType?.MediaType != "text/html")
        {
            return null;
        }

        var html = await page.Content.ReadAsStringAsync(cancellationToken);
        var form = Regex.Match(html, "<form[^>]*method=\"post\"[^>]*action=\"([^\"]+)\"", RegexOptions.IgnoreCase);
        if (!form.Success || !html.Contains(".submit()", StringComparison.Ordinal))
        {
            return null;
        }

        var fields = Regex.Matches(html, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"", RegexOptions.IgnoreCase)
            .Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)));
        return (new Uri(address, WebUtility.HtmlDecode(form.Groups[1].Value)), fields.ToList());
    }

    // A page that cannot be opened ends the visit like any other last page: whether the login succeeded, the service says when it is asked for the profile.
    private async Task<HttpResponseMessage?> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await _browser.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            narrator.Note($"browser: {address.GetLeftPart(UriPartial.Path)} cannot be opened: {fault.Message}");
            return null;
        }
    }

    public void Dispose() => _browser.Dispose();
}
