namespace AdobePass;

/// <summary>Provides extension methods for requests that <see cref="AdobePassTokenHandler"/> sends.</summary>
public static class AdobePassHttpRequestExtensions
{
    private const string Key = "AdobePass.StreamingDevice";

#if NET
    private static readonly HttpRequestOptionsKey<StreamingDevice?> OptionsKey = new(Key);
#endif

    /// <summary>Sets the device whose access token <see cref="AdobePassTokenHandler"/> adds to a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="device">The device; <see langword="null"/> for <see cref="AdobePassOptions.Device"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is <see langword="null"/>.</exception>
    public static void SetStreamingDevice(this HttpRequestMessage request, StreamingDevice? device)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

#if NET
        request.Options.Set(OptionsKey, device);
#else
        request.Properties[Key] = device;
#endif
    }

    internal static StreamingDevice? FindStreamingDevice(this HttpRequestMessage request) =>
#if NET
        request.Options.TryGetValue(OptionsKey, out var device) ? device : null;
#else
        request.Properties.TryGetValue(Key, out var device) ? device as StreamingDevice : null;
#endif
}
