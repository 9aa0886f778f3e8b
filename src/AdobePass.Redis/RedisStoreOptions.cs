using StackExchange.Redis;

namespace AdobePass.Redis;

/// <summary>
/// Provides options for <see cref="RedisCredentialStore"/> and <see cref="RedisAccessTokenCache"/>. They are read once, by the
/// constructors.
/// </summary>
public sealed class RedisStoreOptions
{
    /// <summary>
    /// Gets or sets the prefix of every key. The default is <c>adobepass:</c>; it may be empty and must not contain braces. After a change
    /// of the prefix, existing entries are not found.
    /// </summary>
    public string KeyPrefix { get; set; } = "adobepass:";

    /// <summary>
    /// Gets or sets a hash tag that puts all keys into one slot of a cluster. The default is <see langword="null"/>: the keys of one device
    /// share a slot, and the devices are distributed over the cluster. It must not be empty or contain braces. After a change of the hash
    /// tag, existing entries are not found.
    /// </summary>
    public string? HashTag { get; set; }

    /// <summary>
    /// Gets or sets the number of the database, 0 or more. The default is -1: the database of the connection. A cluster has database 0
    /// only.
    /// </summary>
    public int Database { get; set; } = -1;

    /// <summary>
    /// Gets or sets the protector that encrypts entries. The default is <see langword="null"/>: entries are not encrypted. Entries that
    /// were written without a protector remain readable, and are encrypted when they are read.
    /// </summary>
    public CredentialProtector? Protector { get; set; }

    /// <summary>
    /// Gets or sets whether entries that are not encrypted are rejected as corrupt. It requires a <see cref="Protector"/>. The default is
    /// <see langword="false"/>.
    /// </summary>
    public bool RequireProtection { get; set; }

    /// <summary>
    /// Gets or sets the clock for waits on locks, the expiry of tokens, the window of
    /// <see cref="RedisCredentialStore.CountRejectionAsync"/> and the time between two checks of the server. The default is
    /// <see cref="TimeProvider.System"/>.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Gets or sets the time after which the lease of a process that ended unexpectedly expires; greater than zero. The default is
    /// <see langword="null"/>: ten seconds more than the longest wait for the lease. See <see cref="CredentialStore.AcquireLeaseAsync"/>.
    /// </summary>
    public TimeSpan? LeaseDuration { get; set; }

    /// <summary>
    /// Gets or sets whether the store may be created on a server that has no record of it. The default is <see langword="false"/>: the
    /// store is then unavailable. A server that was emptied, or a wrong database or key prefix, looks the same, and every device would
    /// register again.
    /// </summary>
    /// <remarks>
    /// Set it for the first start of the application only. A process that has read the record never creates it a second time, but a process
    /// that starts after the server was emptied does.
    /// </remarks>
    public bool AllowCreation { get; set; }

    /// <summary>
    /// Gets or sets whether a server may be used that evicts any key when its memory is full (<c>maxmemory-policy allkeys-…</c>). The
    /// default is <see langword="false"/>: nothing is registered with such a server. A server that does not report its policy is used.
    /// </summary>
    public bool AllowEviction { get; set; }

    /// <summary>
    /// Gets or sets whether a server may be used that writes neither an append-only file nor snapshots. The default is
    /// <see langword="false"/>: nothing is registered with such a server, because a restart loses every entry. A server that does not
    /// report its settings is used.
    /// </summary>
    public bool AllowNoPersistence { get; set; }

    /// <summary>
    /// Gets or sets the number of replicas that must have a new pair before it is reported as stored (<c>WAIT</c>). The default is 0. A
    /// value greater than 0 requires a <see cref="ReplicationConnection"/>. It is not supported for a cluster.
    /// </summary>
    public int ReplicasToWaitFor { get; set; }

    /// <summary>
    /// Gets or sets a second connection to the same server, on which <c>WAIT</c> is sent. <c>WAIT</c> blocks its connection, so it must not
    /// be the connection on which the store reads and writes. The caller disposes it after the last use of the store.
    /// </summary>
    public IConnectionMultiplexer? ReplicationConnection { get; set; }

    /// <summary>
    /// Gets or sets the longest wait for <see cref="ReplicasToWaitFor"/> replicas. The default is 1 second. It must be at least 1
    /// millisecond, and less than the <c>asyncTimeout</c> of the <see cref="ReplicationConnection"/>.
    /// </summary>
    public TimeSpan ReplicationTimeout { get; set; } = TimeSpan.FromSeconds(1);
}
