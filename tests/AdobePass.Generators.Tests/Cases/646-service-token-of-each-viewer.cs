// title: service token of each viewer
// kind: server
// expect: none
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;

namespace Nimbus.Sso;

public interface IIdentity
{
    Task<string> SignAsync(string user, CancellationToken cancellationToken);
}

public sealed class SsoProfiles(HttpClient http, IIdentity identity, IMemoryCache cache)
{
    private const string HeaderName = "AD-Service-Token";
    private const string Disabled = "none";

    public async Task<string> GetAsync(HttpContext context, string bearer, bool sso)
    {
        var user = context.User.Identity?.Name ?? "anonymous";
        var signed = sso
            ? await cache.GetOrCreateAsync("sso:" + user, entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = System.TimeSpan.FromMinutes(10);
                return identity.SignAsync(user, context.RequestAborted);
            })
            : Disabled;
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/CHAN1/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("X-Forwarded-For", context.Connection.RemoteIpAddress!.ToString());
        request.Headers.Add("AP-Device-Identifier", context.Request.Headers["AP-Device-Identifier"].ToString());
        request.Headers.Add("X-Device-Info", context.Request.Headers["X-Device-Info"].ToString());
        if (signed is not (null or Disabled))
        {
            request.Headers.Add(HeaderName, signed);
        }

        using var response = await http.SendAsync(request, context.RequestAborted);
        return await response.Content.ReadAsStringAsync(context.RequestAborted);
    }
}
