namespace AdobePass.Attacks;

/// <summary>The attacks, in the order in which they run.</summary>
internal static class AllAttacks
{
    internal static IReadOnlyList<Attack> List { get; } =
    [
        InvalidClientStorm.Attack,
        EchoedSecrets.Attack,
        Soak.Attack,
        BitFlips.Attack,
        FileKillStorm.Attack,
        DeviceImage.Attack,
        VanishedFileStore.Attack,
        RedisKillStorm.Attack,
        VanishedRedis.Attack,
        SentinelFailover.Attack,
        FrozenDisk.Attack,
    ];
}
