// title: self-healing wrapper
// kind: library
using System;
using System.Threading.Tasks;
using AdobePass;

namespace Kanal.Pass;

public sealed class SelfHealing
{
    private readonly AdobePassClient _client;

    public SelfHealing(AdobePassClient client) => _client = client;

    public async Task<T?> RunAsync<T>(StreamingDevice device, Func<AdobePassClient, Task<T>> call)
        where T : class
    {
        try
        {
            return await call(_client);
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e.Message);
            await _client.DeleteCredentialsAsync(device); // expect: AP1008
            return null;
        }
    }
}
