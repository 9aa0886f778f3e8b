namespace AdobePass.Redis;

/// <summary>How <see cref="RedisCredentialStore"/> and <see cref="RedisAccessTokenCache"/> use a server. Both read it once, when they are made.</summary>
public sealed class RedisStoreOptions
{
    /// <summary>
    /// What every key begins with. The default is <c>adobepass:</c>; it may be empty and has no braces. Changing it makes every entry absent, and with that every viewer is logged out.
    /// </summary>
    public string KeyPrefix { get; set; } = "adobepass:";

    /// <summary>
    /// Puts all keys into one slot of a cluster. The default is null: then the keys of one device share a slot, and the devices spread over the cluster, which is what most want. Not empty
    /// and without braces. Changing it makes every entry absent, as with <see cref="KeyPrefix"/>.
    /// </summary>
    public string? HashTag { get; set; }

    /// <summary>The number of the database, 0 or more; -1, the default, is the one of the connection. A cluster has 0 alone.</summary>
    public int Database { get; set; } = -1;

    /// <summary>Encrypts what is written; null, the default, keeps it clear. Clear entries stay readable with a protector, and are written anew when they are read.</summary>
    public CredentialProtector? Protector { get; set; }

    /// <summary>The clock of waits for a turn and of the ends of tokens; the system's by default.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// After how long the turn of a process that died ends by itself; more than zero. The default is null: ten seconds more than others wait for it. See <see cref="CredentialStore.TakeTurnAsync"/>.
    /// </summary>
    public TimeSpan? TurnLease { get; set; }

    /// <summary>
    /// Whether a server may be used that throws out any key when its memory is full (<c>maxmemory-policy allkeys-…</c>). The default is false: such a server logs viewers out at a moment
    /// of its choice, so nothing is registered with it. A server that does not say
    /// is used; StackExchange.Redis 3 asks only over a connection with <c>allowAdmin=true</c>.
    /// </summary>
    public bool AllowEviction { get; set; }
}
