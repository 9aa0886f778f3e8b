// title: Dialog for a login with a promotional pass
// kind: console
// rule: AP4002
// why: five seconds are fine, but nothing except a login ends the loop; the identity of the pass goes where it is not defined
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Voucher.Client;

public sealed class SessionAnswer
{
    [JsonPropertyName("code")]
    public string? Code { get; set; }

    [JsonPropertyName("actionName")]
    public string? ActionName { get; set; }
}

public sealed class ProfilesAnswer
{
    [JsonPropertyName("profiles")]
    public Dictionary<string, ProfileEntry> Profiles { get; set; } = [];
}

public sealed record ProfileEntry([property: JsonPropertyName("type")] string? Type, [property: JsonPropertyName("notAfter")] long NotAfter);

public class VoucherLoginDialog
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/VOUCHER/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "vch.5mR8-tK2pQ71xZ.c4") }, // expect: AP3004
    };

    private readonly string _info;

    public VoucherLoginDialog(string info) => _info = info;

    public Action<string> ShowCode { get; init; } = Console.WriteLine;

    public async Task<ProfileEntry> ShowAsync(string voucher)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "sessions"); // expect: AP2002
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["mvpd"] = "VoucherPass",
            ["domainName"] = "voucher.example",
            ["redirectUrl"] = "https://voucher.example/done",
        });
        request.Headers.Add("X-Device-Info", _info);
        request.Headers.Add("AP-TempPass-Identity", Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(voucher)))); // expect: AP2007
        using var response = await _http.SendAsync(request);
        var session = await response.Content.ReadFromJsonAsync<SessionAnswer>();
        var code = session?.Code ?? throw new InvalidOperationException(session?.ActionName);
        ShowCode(code);

        ProfileEntry? profile;
        do // expect: AP4002
        {
            await Task.Delay(TimeSpan.FromSeconds(5));
            var answer = await _http.GetFromJsonAsync<ProfilesAnswer>("profiles/code/" + code);
            profile = answer?.Profiles.GetValueOrDefault("VoucherPass");
        }
        while (profile is null);
        return profile;
    }
}
