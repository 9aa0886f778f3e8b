using System.Globalization;

namespace AdobePass.CatalogTool;

/// <summary>The tables of the fake service.</summary>
internal static class FakeTables
{
    private const string Space = "AdobePass.Testing.Catalog";

    public static string Operations(Catalog catalog)
    {
        var writer = new CSharpWriter(Space);
        writer.Line("/// <summary>The operations of the bundled specs by their ids.</summary>");
        writer.Open("internal static class OperationTable");
        writer.Line("/// <summary>The scope that access tokens of REST API V2 need.</summary>");
        writer.Line($"public const string AccessScope = {CSharpWriter.Literal(catalog.AccessScope)};");
        writer.Line();
        writer.Line("public static readonly IReadOnlyDictionary<string, OperationRow> Rows =");
        writer.Open("    new Dictionary<string, OperationRow>(StringComparer.Ordinal)");
        foreach (var operation in catalog.Operations)
        {
            writer.Open($"[{CSharpWriter.Literal(operation.Id)}] = new()");
            writer.Line($"Scope = {CSharpWriter.Literal(operation.Scope)},");
            writer.Line($"ContentType = {CSharpWriter.Literal(operation.ContentType)},");
            writer.List("BodyMembers = ", operation.BodyMembers.Select(CSharpWriter.Literal), ",");
            writer.List("Query = ", operation.Query.Select(CSharpWriter.Literal), ",");
            writer.List("Required = ", [.. Authorization(operation), .. Names(operation, isRequired: true)], ",");
            writer.List("Optional = ", Names(operation, isRequired: false), ",");
            writer.Close("},");
        }

        writer.Close("};");
        writer.Close();
        return writer.ToString();
    }

    public static string DeviceInfo(Catalog catalog)
    {
        var writer = new CSharpWriter(Space);
        writer.Line("/// <summary>The members of the device information.</summary>");
        writer.Open("internal static class DeviceInfoTable");
        writer.List(
            "public static readonly string[] Required = ",
            catalog.DeviceInfo.Where(static member => member.IsRequired).Select(static member => CSharpWriter.Literal(member.Name)),
            ";");
        writer.Line();
        writer.List(
            "public static readonly HashSet<string> Known = new(StringComparer.Ordinal) ",
            catalog.DeviceInfo.Select(static member => CSharpWriter.Literal(member.Name)),
            ";",
            open: "{ ",
            close: " }");
        writer.Line();
        writer.Line("public static readonly IReadOnlyDictionary<string, string[]> Restricted =");
        writer.Open("    new Dictionary<string, string[]>(StringComparer.Ordinal)");
        foreach (var member in catalog.DeviceInfo)
        {
            IReadOnlyList<string> values = member.IsBoolean ? ["true", "false"] : member.Values;
            if (values.Count > 0)
            {
                writer.List($"[{CSharpWriter.Literal(member.Name)}] = ", values.Select(CSharpWriter.Literal), ",");
            }
        }

        writer.Close("};");
        writer.Close();
        return writer.ToString();
    }

    public static string ErrorCodes(Catalog catalog)
    {
        var writer = new CSharpWriter(Space);
        writer.Line("/// <summary>The enhanced error codes of REST API V2 with their action, status and meaning.</summary>");
        writer.Open("internal static class ErrorCodeTable");
        writer.Line("public static readonly IReadOnlyDictionary<string, ErrorCodeRow> Rows =");
        writer.Open("    new Dictionary<string, ErrorCodeRow>(StringComparer.Ordinal)");
        foreach (var row in catalog.ErrorCodes)
        {
            writer.Call(
                $"[{CSharpWriter.Literal(row.Code)}] = new",
                [
                    CSharpWriter.Literal(row.Action),
                    row.Status.ToString(CultureInfo.InvariantCulture),
                    CSharpWriter.Literal(row.Description),
                ],
                ",");
        }

        writer.Close("};");
        writer.Close();
        return writer.ToString();
    }

    // A header in the reference, and a security scheme in OpenAPI.
    private static IEnumerable<string> Authorization(Operation operation) => operation.Scope is null ? [] : ["\"Authorization\""];

    private static IEnumerable<string> Names(Operation operation, bool isRequired) =>
        operation.Headers.Where(header => header.IsRequired == isRequired).Select(static header => CSharpWriter.Literal(header.Name));
}
