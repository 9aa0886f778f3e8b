namespace AdobePass.Attacks;

/// <summary>Runs what an attack starts as a process of its own, to kill it: <c>dotnet exec AdobePass.Attacks.dll child MODE …</c>.</summary>
internal static class Child
{
    internal static Task<int> RunAsync(string[] arguments) => arguments switch
    {
        [RedisWriter.Mode, var port, var index] => RedisWriter.RunAsync(port, index),
        _ => Task.FromResult(64),
    };
}
