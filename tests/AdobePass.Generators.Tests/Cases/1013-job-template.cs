// title: Template of the jobs that speak to Adobe Pass for a box
// kind: library
// rule: AP1008
// why: an error status is not a verdict about the pair
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
        catch (AdobePassApiException refused)
        {
            if (token is not null)
            {
                _pass.RejectAccessToken(token, device);
            }

            await _pass.DeleteCredentialsAsync(device, ct); // expect: AP1008
            return new JobResult<T>(default, $"{Name}: {refused.StatusCode}");
        }
        catch (FormatException odd)
        {
            throw new InvalidOperationException(Name + " could not use " + (token?.Reveal() ?? "no token"), odd); // expect: AP1009
        }
    }
}

public sealed class HeaderJob(AdobePassClient pass) : PassJob<string>(pass)
{
    protected override string Name => "header";

    protected override Task<string> ExecuteAsync(AccessToken token, CancellationToken ct) => Task.FromResult("Bearer " + token.Reveal());
}
