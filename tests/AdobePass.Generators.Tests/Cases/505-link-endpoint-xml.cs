// title: Minimal API that links televisions and keeps the pairs in an XML document
// kind: server
// needs: aspnet
// rule: AP1001
// twin: 504-link-endpoint
// expect: none
using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fjordcast.Linking;

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient();
        builder.Services.AddSingleton<IPairBook>(new XmlPairBook("/srv/fjordcast/pairs.xml"));
        var app = builder.Build();
        var statement = app.Configuration["AdobePass:SoftwareStatement"] ?? "";

        app.MapPost("/televisions/{id}/link", async (string id, LinkRequest link, HttpContext context, IHttpClientFactory clients, IPairBook book, CancellationToken ct) =>
        {
            var pair = book.Find(id);
            if (pair is not null)
            {
                return Results.NoContent();
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, "https://sp.auth.adobe.com/o/client/register");
            request.Headers.Add("X-Device-Info", link.DeviceInfo);
            request.Headers.Add("X-Forwarded-For", context.Connection.RemoteIpAddress?.ToString());
            request.Content = JsonContent.Create(new { software_statement = statement });
            using var response = await clients.CreateClient().SendAsync(request, ct);
            if (!response.IsSuccessStatusCode)
            {
                return Results.StatusCode(StatusCodes.Status502BadGateway);
            }

            var issued = (await response.Content.ReadFromJsonAsync<Pair>(cancellationToken: ct))!;
            book.Keep(id, issued);
            return Results.Created($"/televisions/{id}", null);
        });

        app.Run();
    }
}

public sealed record LinkRequest(string DeviceInfo);

public sealed record Pair([property: JsonPropertyName("client_id")] string Id, [property: JsonPropertyName("client_secret")] string Secret);

public interface IPairBook
{
    Pair? Find(string device);

    void Keep(string device, Pair pair);
}

internal sealed class XmlPairBook(string path) : IPairBook
{
    private readonly object _gate = new();
    private readonly XDocument _document = File.Exists(path) ? XDocument.Load(path) : new XDocument(new XElement("pairs"));

    public Pair? Find(string device)
    {
        lock (_gate)
        {
            var row = _document.Root!.Elements("pair").FirstOrDefault(e => (string?)e.Attribute("device") == device);
            return row is null ? null : new Pair((string)row.Attribute("id")!, (string)row.Attribute("secret")!);
        }
    }

    public void Keep(string device, Pair pair)
    {
        lock (_gate)
        {
            _document.Root!.Add(new XElement("pair", new XAttribute("device", device), new XAttribute("id", pair.Id), new XAttribute("secret", pair.Secret)));
            _document.Save(path);
        }
    }
}
