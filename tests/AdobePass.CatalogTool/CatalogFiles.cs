namespace AdobePass.CatalogTool;

/// <summary>The source files that are generated from the bundled specs.</summary>
public static class CatalogFiles
{
    /// <summary>The command that writes the files.</summary>
    public const string Command = "dotnet run --project tests/AdobePass.CatalogTool";

    /// <summary>Reads the text of a bundled spec.</summary>
    /// <param name="root">The folder of the repository.</param>
    /// <param name="name">The name of the spec.</param>
    /// <returns>The text.</returns>
    public static string ReadSpec(string root, string name) => File.ReadAllText(Path.Combine(root, "api-spec", name + ".json"));

    /// <summary>Generates the files.</summary>
    /// <param name="dcr">The text of the spec of Dynamic Client Registration.</param>
    /// <param name="restV2">The text of the spec of REST API V2.</param>
    /// <returns>The text of each file by its path in the repository.</returns>
    /// <exception cref="InvalidDataException">A spec lacks what the tables need; the message says what and where.</exception>
    public static IReadOnlyDictionary<string, string> Generate(string dcr, string restV2)
    {
        var catalog = CatalogReader.Read(dcr, restV2);
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["src/AdobePass.Generators/Catalog/AdobeDomains.g.cs"] = AnalyzerTables.Domains(catalog),
            ["src/AdobePass.Generators/Catalog/DeviceInfoKeys.g.cs"] = AnalyzerTables.DeviceInfo(catalog),
            ["src/AdobePass.Generators/Catalog/PassOperationTable.g.cs"] = AnalyzerTables.Operations(catalog),
            ["src/AdobePass.Testing/Catalog/DeviceInfoTable.g.cs"] = FakeTables.DeviceInfo(catalog),
            ["src/AdobePass.Testing/Catalog/ErrorCodeTable.g.cs"] = FakeTables.ErrorCodes(catalog),
            ["src/AdobePass.Testing/Catalog/OperationTable.g.cs"] = FakeTables.Operations(catalog),
            ["src/AdobePass/Configuration/AdobePassHosts.g.cs"] = RuntimeTables.Hosts(catalog),
            ["src/AdobePass/Http/OperationIds.g.cs"] = RuntimeTables.OperationIds(catalog),
            ["src/AdobePass/Telemetry/RegistrationErrorCodes.g.cs"] = RuntimeTables.RegistrationErrorCodes(catalog),
        };
    }
}
