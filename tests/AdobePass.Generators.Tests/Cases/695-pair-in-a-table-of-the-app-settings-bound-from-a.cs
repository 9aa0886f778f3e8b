// title: pair in a table of the app, settings bound from a section
// kind: server
// expect: none
using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Orchard.Tve;

public sealed class PassSettings
{
    public string Host { get; set; } = "https://sp.auth.adobe.com";

    public string Statement { get; set; } = "";
}

public sealed class DeviceRow
{
    public required string Device { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }
}

public interface IDeviceContext
{
    IQueryable<DeviceRow> Devices { get; }

    void Add(DeviceRow row);

    Task<int> SaveChangesAsync(CancellationToken cancellationToken = default);
}

public sealed class Enrollment(IDeviceContext context, HttpClient http, IOptions<PassSettings> settings)
{
    public async Task<bool> EnsureAsync(string device, string info, string address, CancellationToken cancellationToken)
    {
        if (context.Devices.Any(row => row.Device == device))
        {
            return false;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Value.Host + "/o/client/register");
        request.Headers.Add("X-Device-Info", info);
        request.Headers.Add("X-Forwarded-For", address);
        request.Content = JsonContent.Create(new { software_statement = settings.Value.Statement });
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        context.Add(new DeviceRow
        {
            Device = device,
            ClientId = json.GetProperty("client_id").GetString()!,
            ClientSecret = json.GetProperty("client_secret").GetString()!,
        });
        return await context.SaveChangesAsync(cancellationToken) == 1;
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.Configure<PassSettings>(builder.Configuration.GetSection("Pass"));
        builder.Services.AddHttpClient<Enrollment>();
        var app = builder.Build();
        app.MapPost("/devices/{device}", (string device, HttpContext context, Enrollment enrollment) => enrollment.EnsureAsync(
            device, context.Request.Headers["X-Device-Info"].ToString(), context.Connection.RemoteIpAddress!.ToString(), context.RequestAborted));
        app.Run();
    }
}
