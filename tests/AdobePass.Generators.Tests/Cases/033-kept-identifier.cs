// title: identifier is created once and kept; other random values are only correlation ids
// kind: library
// expect: none
// rule: AP2006
// twin: 032-fresh-identifier.cs
using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Wren.Tv;

public sealed class GuestSession
{
    private static readonly Lazy<string> DeviceId = new(ReadOrCreate);

    private readonly HttpClient _http;
    private readonly string _info;

    public GuestSession(HttpClient http, string info) => (_http, _info) = (http, info);

    public static StreamingDevice ForThisBox(DeviceInformation information) => new(DeviceId.Value, information);

    public async Task<bool> HasProfileAsync(string bearer, CancellationToken ct)
    {
        var correlation = Guid.NewGuid().ToString("N");
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://sp.auth.adobe.com/api/v2/WREN/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Add("X-Device-Info", _info);
        request.Headers.Add("AP-Device-Identifier", "fingerprint " + Convert.ToBase64String(Encoding.UTF8.GetBytes(DeviceId.Value)));
        try
        {
            using var response = await _http.SendAsync(request, ct);
            return !(await response.Content.ReadAsStringAsync(ct)).Contains("\"profiles\":{}", StringComparison.Ordinal);
        }
        catch (HttpRequestException fault)
        {
            throw new IOException($"call {correlation} failed", fault);
        }
    }

    private static string ReadOrCreate()
    {
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "wren");
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, "device");
        if (File.Exists(file) && File.ReadAllText(file) is { Length: > 0 } kept)
        {
            return kept;
        }

        var created = Guid.NewGuid().ToString("D");
        File.WriteAllText(file, created);
        return created;
    }
}
