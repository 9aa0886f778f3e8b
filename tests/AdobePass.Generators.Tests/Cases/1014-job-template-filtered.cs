// title: Template of the jobs that speak to Adobe Pass and drop the pair only when it is named
// kind: library
// rule: AP1008
// twin: job-template
// expect: none
using System;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Marmot.Jobs;

public sealed record JobResult<T>(T? Value, string? Problem)
{
    public static implicit operator JobResult<T>(T value) => new(value, null);
}

public abstract class PassJob<T>
{
    private readonly AdobePassClient _pass;

    protected PassJob(AdobePassClient pass) => _pass = pass;

    protected abstract Task<T> ExecuteAsync(AccessToken token, CancellationToken ct);

    protected virtual string Name => GetType().Name;

    public async Task<JobResult<T>> RunAsync(StreamingDevice device, CancellationToken ct)
    {
        AccessToken? token = null;
        try
        {
            token = await _pass.GetAccessTokenAsync(device, ct);
            return await ExecuteAsync(token, ct);
        }
        catch (AdobePassThrottledException)
        {
            return new JobResult<T>(default, "busy");
        }
        catch (DynamicClientRegistrationException refused) when (refused.ErrorCode == "invalid_client")
        {
            await _pass.DeleteCredentialsAsync(device, ct);
            return new JobResult<T>(default, $"{Name}: {refused.StatusCode}");
        }
        catch (AdobePassApiException refused) when (refused.NextStep is NextStep.RegisterAgain)
        {
            await _pass.DeleteCredentialsAsync(device, ct);
            return new JobResult<T>(default, $"{Name}: {refused.StatusCode}");
        }
        catch (AdobePassApiException refused)
        {
            if (token is not null)
            {
                _pass.RejectAccessToken(token, device);
            }

            return new JobResult<T>(default, $"{Name}: {refused.StatusCode}");
        }
        catch (FormatException odd)
        {
            throw new InvalidOperationException(Name + " could not use " + (token?.ToString() ?? "no token"), odd);
        }
    }
}

public sealed class HeaderJob(AdobePassClient pass) : PassJob<string>(pass)
{
    protected override string Name => "header";

    protected override Task<string> ExecuteAsync(AccessToken token, CancellationToken ct) => Task.FromResult("Bearer " + token.Reveal());
}
