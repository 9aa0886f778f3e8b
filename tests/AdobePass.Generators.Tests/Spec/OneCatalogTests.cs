using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using AdobePass.CatalogTool;
using AdobePass.Generators.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace AdobePass.Generators.Tests.Spec;

/// <summary>A header, a device value and an error code that are added to the spec reach the runtime, the rules and the fake.</summary>
public class OneCatalogTests
{
    private const string Header = "AP-Made-Up";
    private const string DeviceValue = "Made Up OS";
    private const string ErrorCode = "made_up_code";

    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";

    private static readonly string RestV2 = AddToSpec();

    private static readonly IReadOnlyDictionary<string, string> Tables = CatalogFiles.Generate(Repository.ReadSpec("dcr"), RestV2);

    [Fact]
    public void Runtime_has_the_device_value_and_the_error_code()
    {
        var generated = UserProject.WithoutSpecs().WithSpec("rest-v2", RestV2).WithProperty("AdobePassEmitRuntimeTypes", "true").Generate();

        Assert.Contains(
            $"MadeUpOS => new(\"{DeviceValue}\")",
            generated.Source("AdobePass.OsName.AdobePass.g.cs"),
            StringComparison.Ordinal);
        Assert.Contains(
            $"MadeUpCode => new(\"{ErrorCode}\")",
            generated.Source("AdobePass.ErrorCode.AdobePass.g.cs"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Typed_client_sends_the_header()
    {
        var project = UserProject
            .WithoutSpecs("namespace MyApp { [AdobePass.AdobePassApi] public partial interface IEntitlements; }")
            .WithSpec("rest-v2", RestV2);

        Assert.Contains(
            $".AddHeader(\"{Header}\", apMadeUp);",
            project.Generate().Source("MyApp.IEntitlements.AdobePass.g.cs"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_have_the_header_and_the_device_value()
    {
        var assembly = Compile("src/AdobePass.Generators/Catalog", "PassOperation.cs");

        var operations = (IEnumerable)Field(assembly, "AdobePass.Generators.Catalog.PassOperationTable", "Rows");
        Assert.Equal(["getProfiles"], operations.Cast<object>().Where(operation => Strings(operation, "Headers").Contains(Header))
            .Select(operation => (string)Property(operation, "Id")!));
        var restricted =
            (IReadOnlyDictionary<string, string[]>)Field(assembly, "AdobePass.Generators.Catalog.DeviceInfoKeys", "Restricted");
        Assert.Contains(DeviceValue, restricted["osName"]);
    }

    [Fact]
    public void Fake_has_the_header_the_device_value_and_the_error_code()
    {
        var assembly = Compile("src/AdobePass.Testing/Catalog", "OperationRow.cs", "ErrorCodeRow.cs");

        var operations = (IEnumerable)Field(assembly, "AdobePass.Testing.Catalog.OperationTable", "Rows");
        Assert.Equal(["getProfiles"], operations.Cast<object>().Where(row => Strings(Property(row, "Value")!, "Optional").Contains(Header))
            .Select(row => (string)Property(row, "Key")!));
        var restricted = (IReadOnlyDictionary<string, string[]>)Field(assembly, "AdobePass.Testing.Catalog.DeviceInfoTable", "Restricted");
        Assert.Contains(DeviceValue, restricted["osName"]);
        var codes = (IEnumerable)Field(assembly, "AdobePass.Testing.Catalog.ErrorCodeTable", "Rows");
        var added = Property(codes.Cast<object>().Single(row => Equals(Property(row, "Key"), ErrorCode)), "Value")!;
        Assert.Equal(("retry", 403), ((string)Property(added, "Action")!, (int)Property(added, "Status")!));
    }

    private static string AddToSpec()
    {
        var document = JsonNode.Parse(Repository.ReadSpec("rest-v2"))!;
        document["paths"]!["/api/v2/{serviceProvider}/profiles"]!["get"]!["parameters"]!.AsArray().Add(JsonNode.Parse(
            $$"""{ "name": "{{Header}}", "in": "header", "required": false, "schema": { "type": "string" } }"""));
        var schemas = document["components"]!["schemas"]!;
        schemas["OsName"]!["x-extensible-enum"]!.AsArray().Add(DeviceValue);
        schemas["OsName"]!["x-enum-descriptions"]!.AsArray().Add("Made up.");
        schemas["ErrorCode"]!["x-extensible-enum"]!.AsArray().Add(ErrorCode);
        schemas["ErrorCode"]!["x-enum-descriptions"]!.AsArray().Add("Made up.");
        schemas["ErrorCode"]!["x-error-codes"]!.AsArray().Add(JsonNode.Parse(
            $$"""{ "code": "{{ErrorCode}}", "action": "retry", "status": 403, "description": "Made up." }"""));
        return document.ToJsonString();
    }

    // The generated files of a folder, with the files beside them that they need.
    private static Assembly Compile(string folder, params string[] others)
    {
        // Collection expressions need C# 12.
        var project = new UserProject { LanguageVersion = LanguageVersion.CSharp12, WarningsAreErrors = false }.WithSource(Usings);
        foreach (var (path, text) in Tables.Where(file => file.Key.StartsWith(folder + "/", StringComparison.Ordinal)))
        {
            project.WithSource(text, "/" + path);
        }

        foreach (var other in others)
        {
            project.WithSource(File.ReadAllText(Path.Combine(Repository.Root, folder, other)), $"/{folder}/{other}");
        }

        using var image = new MemoryStream();
        var emitted = project.Compilation("Catalog").Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return Assembly.Load(image.ToArray());
    }

    private static object Field(Assembly assembly, string type, string name) =>
        assembly.GetType(type, throwOnError: true)!.GetField(name)!.GetValue(null)!;

    private static object? Property(object instance, string name) => instance.GetType().GetProperty(name)!.GetValue(instance);

    private static string[] Strings(object instance, string name) => (string[])Property(instance, name)!;
}
