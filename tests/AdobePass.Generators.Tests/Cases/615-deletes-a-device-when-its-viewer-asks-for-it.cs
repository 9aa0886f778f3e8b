// title: deletes a device when its viewer asks for it
// kind: library
// expect: none
using System;
using System.Threading.Tasks;
using AdobePass;

namespace Kanal.Pass;

public sealed class DeviceRemoval(AdobePassClient client)
{
    public event EventHandler<string>? Failed;

    public async Task<bool> RemoveAsync(StreamingDevice device, Func<Task> signOut, Func<Task<bool>> confirm)
    {
        try
        {
            await signOut();
        }
        catch (AdobePassException e)
        {
            Failed?.Invoke(this, e.Message);
            if (!await confirm())
            {
                return false;
            }
        }

        await client.DeleteCredentialsAsync(device);
        return true;
    }

    public async Task RefreshAsync(StreamingDevice device, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (InvalidOperationException)
        {
            Failed?.Invoke(this, "kept");
        }
        finally
        {
            GC.KeepAlive(device);
        }
    }
}
