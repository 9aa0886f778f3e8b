using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AdobePass.Testing.State;

/// <summary>
/// The documented throttle: one request per whole second and IP address, and an additional burst. Requests beyond the rate of a second use
/// the burst. When the burst is used up, the other requests of that second get 429. The first request of the next second passes.
/// </summary>
internal sealed class Throttle(FakeAdobePassOptions options)
{
    private const string Page =
        "<html>\r\n<head><title>429 Too Many Requests</title></head>\r\n<body>\r\n<center><h1>429 Too Many Requests</h1></center>\r\n"
        + "<hr><center>openresty</center>\r\n</body>\r\n</html>\r\n";

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Returns whether the path is throttled: only DCR and REST API V2 are.</summary>
    public static bool Covers(string path) =>
        path.StartsWith("/o/client/", StringComparison.Ordinal) || path.StartsWith("/api/v2/", StringComparison.Ordinal);

    /// <summary>Returns the IP address that the request counts for: the forwarded one or, without it, that of the connection.</summary>
    public static string Key(FakeRequest request) =>
        request.GetHeader("X-Forwarded-For")?.Split(',')[0].Trim() is { Length: > 0 } forwarded ? forwarded : request.RemoteAddress;

    /// <summary>Takes a permit; returns false if none is left.</summary>
    public bool TryPass(FakeRequest request)
    {
        if (!options.ThrottleEnabled || !Covers(request.Path))
        {
            return true;
        }

        var second = options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();
        var bucket = _buckets.GetOrAdd(Key(request), static (_, burst) => new Bucket { Burst = burst }, options.ThrottleBurst);
        lock (bucket)
        {
            if (bucket.Second != second)
            {
                if (options.ThrottleBurstRefills && bucket.Second is { } last && second > last)
                {
                    bucket.Burst = (int)Math.Min(options.ThrottleBurst, bucket.Burst + (second - last));
                }

                bucket.Second = second;
                bucket.Used = 0;
            }

            if (bucket.Used < options.ThrottleRatePerSecond)
            {
                bucket.Used++;
                return true;
            }

            if (bucket.Burst > 0)
            {
                bucket.Burst--;
                return true;
            }

            return false;
        }
    }

    /// <summary>Removes the counts of all IP addresses.</summary>
    public void Reset() => _buckets.Clear();

    /// <summary>Creates the documented response: HTML, no Retry-After, load-balancer cookies for one week.</summary>
    public static FakeResponse TooManyRequests(DateTimeOffset now)
    {
        var cookie = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48));
        var attributes = $"; Expires={now.UtcDateTime.AddDays(7):R}; Path=/";
        return FakeResponse.Html(429, Page) with
        {
            Headers =
            [
                new("Server", "openresty"),
                new("Set-Cookie", $"AWSALB={cookie}{attributes}"),
                new("Set-Cookie", $"AWSALBCORS={cookie}{attributes}; SameSite=None; Secure"),
            ],
        };
    }

    private sealed class Bucket
    {
        public long? Second { get; set; }

        public int Used { get; set; }

        public int Burst { get; set; }
    }
}
