// title: Middleware that obtains the token in front of the handlers
// kind: server
// rule: AP1008
// needs: aspnet
// why: a short outage costs the viewer the login; the exception carries the token into the error page and the log
using System;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Falcon.Api;

public sealed class TokenGuard(RequestDelegate next, AdobePassClient pass, ILogger<TokenGuard> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var device = (StreamingDevice)context.Items["device"]!;
        AccessToken token;
        try
        {
            token = await pass.GetAccessTokenAsync(device, context.RequestAborted);
        }
        catch (AdobePassException e)
        {
            logger.LogError(e, "no token for {Device}", device);
            await pass.DeleteCredentialsAsync(device); // expect: AP1008
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        context.Items["token"] = token;
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
        {
            pass.RejectAccessToken(token, device);
            throw new UnauthorizedAccessException($"{context.Request.Path} refused {token.Reveal()}"); // expect: AP1009
        }
    }
}

public static class TokenGuardExtensions
{
    public static IApplicationBuilder UseTokenGuard(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/tv") && context.Items.ContainsKey("device"),
            branch => branch.UseMiddleware<TokenGuard>());
    }
}
