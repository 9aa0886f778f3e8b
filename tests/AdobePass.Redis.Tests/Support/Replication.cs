using StackExchange.Redis;

namespace AdobePass.Redis.Tests;

/// <summary>Waits for replicas of a server.</summary>
internal static class Replication
{
    /// <summary>Waits until so many replicas have received, and loaded, what the primary writes.</summary>
    public static async Task IsOnlineAsync(TestServer primary, int replicas)
    {
        await using var connection = await primary.ConnectAsync();
        var database = connection.GetDatabase();
        do
        {
            await database.StringSetAsync("replicated", "", TimeSpan.FromSeconds(10));
        }
        while ((long)await database.ExecuteAsync("WAIT", [replicas, 100], CommandFlags.DemandMaster) < replicas);
    }
}
