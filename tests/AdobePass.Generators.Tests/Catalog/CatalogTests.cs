using System.Text.Json;
using AdobePass.Generators.Catalog;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Catalog;

/// <summary>The catalog of the rules, compared with the specs and the runtime.</summary>
public class CatalogTests
{
    public static TheoryData<string> Operations => HeaderTable.Operations;

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_table_matches_the_spec(string id)
    {
        var operation = PassOperations.All.Single(each => each.Id == id);
        using var spec = JsonDocument.Parse(Repository.ReadSpec(operation.IsRegistration ? "dcr" : "rest-v2"));
        var described = spec.RootElement.GetProperty("paths").GetProperty(operation.Path).GetProperty(operation.Method.ToLowerInvariant());
        var headers = described.GetProperty("parameters").EnumerateArray()
            .Select(
                parameter => parameter.TryGetProperty("$ref", out var reference)
                    ? Resolve(spec.RootElement, reference.GetString()!)
                    : parameter)
            .Where(parameter => parameter.GetProperty("in").GetString() == "header")
            .ToDictionary(
                parameter => parameter.GetProperty("name").GetString()!,
                parameter => parameter.TryGetProperty("required", out var required) && required.GetBoolean());
        Presence Of(string header) =>
            !headers.TryGetValue(header, out var isRequired) ? Presence.Undefined
            : isRequired ? Presence.Required
            : Presence.Optional;

        Assert.Equal(id, described.GetProperty("operationId").GetString());
        Assert.Equal(Of("X-Device-Info"), operation.DeviceInfo);
        Assert.Equal(Of("AP-Device-Identifier"), operation.DeviceIdentifier);
        Assert.Equal(
            headers.Keys.Except(["X-Device-Info", "AP-Device-Identifier", "X-Forwarded-For", "User-Agent"]).Order(StringComparer.Ordinal),
            operation.Headers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_is_complete()
    {
        var described = new[] { "dcr", "rest-v2" }.SelectMany(name =>
        {
            using var spec = JsonDocument.Parse(Repository.ReadSpec(name));
            return spec.RootElement.GetProperty("paths")
                .EnumerateObject()
                .SelectMany(
                    path => path.Value.EnumerateObject()
                        .Where(member => member.Value.TryGetProperty("operationId", out _))
                        .Select(member => member.Value.GetProperty("operationId").GetString()!))
                .ToList();
        });

        Assert.Equal(
            described.Order(StringComparer.Ordinal),
            PassOperations.All.Select(operation => operation.Id).Order(StringComparer.Ordinal));
        Assert.All(PassOperations.All, operation => Assert.Same(operation, PassOperations.Find(operation.PublishedId + "_1")));
    }

    [Fact]
    public void Restricted_values_match_the_runtime_library()
    {
        Assert.Equal(Known<HardwareType>(), DeviceInfoKeys.Restricted["primaryHardwareType"].Order(StringComparer.Ordinal));
        Assert.Equal(Known<OsName>(), DeviceInfoKeys.Restricted["osName"].Order(StringComparer.Ordinal));
        Assert.Equal(Known<OsFamily>(), DeviceInfoKeys.Restricted["osFamily"].Order(StringComparer.Ordinal));
        Assert.Equal(Known<OsVendor>(), DeviceInfoKeys.Restricted["osVendor"].Order(StringComparer.Ordinal));
        Assert.Equal(Known<BrowserName>(), DeviceInfoKeys.Restricted["browserName"].Order(StringComparer.Ordinal));
        Assert.Equal(Known<BrowserVendor>(), DeviceInfoKeys.Restricted["browserVendor"].Order(StringComparer.Ordinal));

        static IEnumerable<string> Known<T>() =>
            typeof(T).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
                .Where(property => property.PropertyType == typeof(T))
                .Select(property => property.GetValue(null)!.ToString()!)
                .Order(StringComparer.Ordinal);
    }

    private static JsonElement Resolve(JsonElement root, string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (element, name) => element.GetProperty(name));
}
