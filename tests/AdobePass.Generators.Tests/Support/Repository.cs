using System.Reflection;

namespace AdobePass.Generators.Tests.Support;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    public static string Root => Metadata("RepositoryRoot");

    public static string ReadSpec(string name) => File.ReadAllText(Path.Combine(Metadata("ApiSpecFolder"), name + ".json"));

    private static string Metadata(string key) => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
