using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AdobePass.Testing.Tests;

/// <summary>What the messages of the fake may cite.</summary>
public sealed class MessageTests
{
    [Fact]
    public void No_string_literal_cites_an_internal_document()
    {
        var literals = Literals();
        Assert.Contains("header Authorization is missing", literals);
        Assert.DoesNotContain(literals, static literal => literal.Contains("facts", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Every_rejection_names_a_page_by_its_title()
    {
        await using var fake = Device.NewFake();
        var device = new Device(fake);
        await device.SendAsync("GET", "/api/v2/CHAN1/nowhere");
        await device.SendAsync("GET", "/o/client/token");
        await device.SendAsync("POST", "/o/client/register", Device.Json(new System.Text.Json.Nodes.JsonObject()));
        await device.SendAsync("GET", "/api/v2/CHAN1/profiles");
        Assert.Equal(4, fake.Rejections.Count);
        Assert.All(fake.Rejections, static report => Assert.Matches("\\. See Adobe's page \"[A-Z][^\"]+\"\\.$", report));
        Assert.Contains("Dynamic Client Registration API: Retrieve access token", fake.Rejections[1], StringComparison.Ordinal);
        Assert.Contains("REST API V2: Header X-Device-Info", fake.Rejections[2], StringComparison.Ordinal);
    }

    /// <summary>All string literals of the compiled assembly, the parts of interpolated ones included.</summary>
    private static List<string> Literals()
    {
        using var file = new PEReader(File.OpenRead(typeof(FakeAdobePass).Assembly.Location));
        var reader = file.GetMetadataReader();
        var literals = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = reader.GetNextHandle(handle))
        {
            literals.Add(reader.GetUserString(handle));
        }

        return literals;
    }
}
