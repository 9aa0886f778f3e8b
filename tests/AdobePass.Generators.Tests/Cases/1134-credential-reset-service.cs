// title: Service that gives a device a clean start when Adobe asks for it
// kind: server
// rule: AP1008
// needs: aspnet
// why: the pair is deleted only for the action that asks for a registration, or when an operator says so
// expect: none
using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.Extensions.Logging;

namespace Falcon.Operations;

public sealed class CredentialResetService(AdobePassClient pass, ILogger<CredentialResetService> logger)
{
    public async Task<T?> RunAsync<T>(StreamingDevice device, Func<CancellationToken, Task<T>> call, CancellationToken ct)
        where T : class
    {
        try
        {
            return await call(ct);
        }
        catch (AdobePassApiException e) when (e.NextStep == NextStep.RegisterAgain)
        {
            logger.LogWarning("{Operation}: {Code}", e.OperationId, e.Error?.Code);
            await pass.DeleteCredentialsAsync(device, ct);
            return null;
        }
        catch (AdobePassThrottledException)
        {
            return null;
        }
        catch (AdobePassException e)
        {
            if (e is DynamicClientRegistrationException { ErrorCode: "invalid_client", StatusCode: HttpStatusCode.BadRequest })
            {
                await pass.DeleteCredentialsAsync(device, ct);
            }

            logger.LogError(e, "call failed, next step {Step}", e.NextStep);
            return null;
        }
    }

    // "Reset this box" in the operators' console.
    public async Task<bool> ResetAsync(StreamingDevice device, string reason, CancellationToken ct)
    {
        var token = await pass.GetAccessTokenAsync(device, ct);
        logger.LogInformation("reset of {Device} with {Token}, {Length} characters: {Reason}", device, token, token.Reveal().Length, reason);
        try
        {
            return await pass.DeleteCredentialsAsync(device, ct);
        }
        catch (CredentialStoreException e)
        {
            logger.LogError(e, "the store is not available");
            return false;
        }
    }
}
