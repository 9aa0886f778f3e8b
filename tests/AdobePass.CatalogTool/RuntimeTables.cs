namespace AdobePass.CatalogTool;

/// <summary>The constants of the runtime library that its own generator does not emit.</summary>
internal static class RuntimeTables
{
    public static string Hosts(Catalog catalog)
    {
        var writer = new CSharpWriter("AdobePass");
        writer.Line("/// <summary>The hosts of the environments.</summary>");
        writer.Open("internal static class AdobePassHosts");
        foreach (var server in catalog.Servers)
        {
            writer.Line($"private static readonly Uri {server.Environment} = new({CSharpWriter.Literal(server.Url.TrimEnd('/') + "/")});");
        }

        writer.Line();
        writer.Open("internal static Uri Of(AdobePassEnvironment environment) => environment switch");
        foreach (var server in catalog.Servers)
        {
            writer.Line($"AdobePassEnvironment.{server.Environment} => {server.Environment},");
        }

        writer.Line("_ => throw new ArgumentOutOfRangeException(nameof(environment), environment, \"No such environment.\"),");
        writer.Close("};");
        writer.Close();
        return writer.ToString();
    }

    public static string OperationIds(Catalog catalog)
    {
        var writer = new CSharpWriter("AdobePass.Runtime");
        writer.Line("/// <summary>The ids of the operations that register a client and request an access token.</summary>");
        writer.Open("internal static class OperationIds");
        foreach (var operation in catalog.Operations.Where(static operation => operation.RequestKind != "Api"))
        {
            writer.Line($"internal const string {CSharpWriter.Pascal(operation.Id)} = {CSharpWriter.Literal(operation.Id)};");
        }

        writer.Close();
        return writer.ToString();
    }

    public static string RegistrationErrorCodes(Catalog catalog)
    {
        var writer = new CSharpWriter("AdobePass");
        writer.Line("/// <summary>The error codes of registration and token requests.</summary>");
        writer.Open("internal static class RegistrationErrorCodes");
        writer.List("internal static readonly string[] All = ", catalog.RegistrationErrorCodes.Select(CSharpWriter.Literal), ";");
        writer.Close();
        return writer.ToString();
    }
}
