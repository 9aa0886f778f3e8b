using System.Globalization;

namespace AdobePass.Attacks;

/// <summary>Runs what an attack starts as a process of its own, to kill it: <c>dotnet exec AdobePass.Attacks.dll child MODE …</c>.</summary>
internal static class Child
{
    internal static Task<int> RunAsync(string[] arguments) => arguments switch
    {
        ["storm", var folder, var device, var seed] => FileKillStorm.WriteAsync(folder, Number(device), Number(seed)),
        [RedisWriter.Mode, var port, var index] => RedisWriter.RunAsync(port, index),
        _ => Task.FromResult(64),
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
