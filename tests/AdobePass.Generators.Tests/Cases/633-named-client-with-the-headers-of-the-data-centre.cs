// title: named client with the headers of the data centre
// kind: server
using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Nimbus.Edge;

public static class PassSetup
{
    private const string Gateway = "198.51.100.14";

    public static void AddPass(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpClient("pass", client =>
        {
            client.BaseAddress = new Uri("https://sp.auth.adobe.com/api/v2/");
            client.DefaultRequestHeaders.Add("X-Device-Info", configuration["Pass:DeviceInfo"]); // expect: AP2008
            client.DefaultRequestHeaders.Add("X-Forwarded-For", Gateway); // expect: AP2009
        });
    }
}

public sealed class ProfileService(IHttpClientFactory factory)
{
    public async Task<string> GetAsync(string channel, string device, string token)
    {
        using var client = factory.CreateClient("pass");
        using var request = new HttpRequestMessage(HttpMethod.Get, channel + "/profiles");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("AP-Device-Identifier", device);
        using var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddPass(builder.Configuration);
        builder.Services.AddSingleton<ProfileService>();
        builder.Build().Run();
    }
}
