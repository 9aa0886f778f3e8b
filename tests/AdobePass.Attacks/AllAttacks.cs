namespace AdobePass.Attacks;

/// <summary>The attacks, in the order in which they run.</summary>
internal static class AllAttacks
{
    internal static IReadOnlyList<Attack> List { get; } =
    [
        RedisKillStorm.Attack,
        VanishedRedis.Attack,
        SentinelFailover.Attack,
    ];
}
