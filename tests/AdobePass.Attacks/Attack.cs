namespace AdobePass.Attacks;

/// <summary>Represents one attack on the stores or the token flow, bounded in time.</summary>
/// <param name="Name">The name on the command line, lower case with hyphens.</param>
/// <param name="Description">What the attack does, in one sentence.</param>
/// <param name="RunAsync">Runs the attack. The token is canceled when its time is up.</param>
internal sealed record Attack(string Name, string Description, Func<AttackContext, Task<AttackResult>> RunAsync)
{
    /// <summary>Gets the time after which the attack is canceled.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>Represents what an attack can use: a folder of its own, a seed, and a way to report progress.</summary>
internal sealed record AttackContext(string Folder, int Seed, Action<string> Progress, CancellationToken CancellationToken);

/// <summary>Represents the outcome of an attack.</summary>
/// <param name="Tried">How many times the attack was tried, in units of the attack (kills, bits, devices, …).</param>
/// <param name="Lost">How many of these lost something: the goal is 0.</param>
/// <param name="Details">What was tried, what was lost and what it cost, in one line.</param>
internal sealed record AttackResult(long Tried, long Lost, string Details)
{
    /// <summary>Gets why the attack could not run on this machine; <see langword="null"/> if it ran.</summary>
    public string? Skipped { get; private init; }

    public static AttackResult Skip(string reason) => new(0, 0, reason) { Skipped = reason };
}
