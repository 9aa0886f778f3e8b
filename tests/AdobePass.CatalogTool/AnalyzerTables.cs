namespace AdobePass.CatalogTool;

/// <summary>The tables of the analyzers.</summary>
internal static class AnalyzerTables
{
    private const string Space = "AdobePass.Generators.Catalog";
    private const string DeviceInfoHeader = "X-Device-Info";
    private const string DeviceIdentifierHeader = "AP-Device-Identifier";
    private const string ForwardedForHeader = "X-Forwarded-For";

    // The HTTP stack sets it, and no rule looks for it.
    private const string UserAgentHeader = "User-Agent";

    public static string Operations(Catalog catalog)
    {
        var writer = new CSharpWriter(Space);
        writer.Line("/// <summary>The operations of the bundled specs.</summary>");
        writer.Open("internal enum PassOperationKind");
        foreach (var operation in catalog.Operations)
        {
            writer.Line(CSharpWriter.Pascal(operation.Id) + ",");
        }

        writer.Close();
        writer.Line();
        writer.Line("/// <summary>The operations of the bundled specs with the headers that they declare.</summary>");
        writer.Open("internal static class PassOperationTable");
        writer.Open("public static readonly IReadOnlyList<PassOperation> Rows =", "[");
        foreach (var operation in catalog.Operations)
        {
            writer.Call(
                "new",
                [
                    $"PassOperationKind.{CSharpWriter.Pascal(operation.Id)}",
                    CSharpWriter.Literal(operation.Id),
                    CSharpWriter.Literal(operation.PublishedId),
                    CSharpWriter.Literal(operation.Method),
                    CSharpWriter.Literal(operation.Path),
                    $"RequestKind.{operation.RequestKind}",
                    "IsIdempotent: " + (operation.IsIdempotent ? "true" : "false"),
                    "DeviceInfo: " + PresenceOf(operation, DeviceInfoHeader),
                    "DeviceIdentifier: " + PresenceOf(operation, DeviceIdentifierHeader),
                    "ForwardedFor: " + PresenceOf(operation, ForwardedForHeader),
                    .. OtherHeaders(operation),
                ],
                ",");
        }

        writer.Close("];");
        writer.Close();
        return writer.ToString();
    }

    public static string DeviceInfo(Catalog catalog)
    {
        var writer = new CSharpWriter(Space);
        writer.Line("/// <summary>The members of the device information that are required, and those with restricted values.</summary>");
        writer.Open("internal static class DeviceInfoKeys");
        writer.List(
            "public static readonly IReadOnlyList<string> Required = ",
            catalog.DeviceInfo.Where(static member => member.IsRequired).Select(static member => CSharpWriter.Literal(member.Name)),
            ";");
        writer.Line();
        writer.Line("public static readonly IReadOnlyDictionary<string, string[]> Restricted =");
        writer.Open("    new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)");
        foreach (var member in catalog.DeviceInfo.Where(static member => member.Values.Count > 0))
        {
            writer.List($"[{CSharpWriter.Literal(member.Name)}] = ", member.Values.Select(CSharpWriter.Literal), ",");
        }

        writer.Close("};");
        writer.Close();
        return writer.ToString();
    }

    public static string Domains(Catalog catalog)
    {
        var writer = new CSharpWriter(Space);
        writer.Line("/// <summary>The domains of Adobe Pass: the hosts of all environments are subdomains of them.</summary>");
        writer.Open("internal static class AdobeDomains");
        writer.List(
            "public static readonly string[] All = ",
            catalog.Servers.Select(static server => new Uri(server.Url).Host).Select(static host => host[(host.IndexOf('.') + 1)..])
                .Distinct().Select(CSharpWriter.Literal),
            ";");
        writer.Close();
        return writer.ToString();
    }

    private static string PresenceOf(Operation operation, string header) =>
        "Presence." + (operation.Headers.FirstOrDefault(each => each.Name == header) switch
        {
            null => "Undefined",
            { IsRequired: true } => "Required",
            _ => "Optional",
        });

    private static IEnumerable<string> OtherHeaders(Operation operation) => operation.Headers
        .Select(static header => header.Name)
        .Where(static name => name is not (DeviceInfoHeader or DeviceIdentifierHeader or ForwardedForHeader or UserAgentHeader))
        .Select(CSharpWriter.Literal);
}
