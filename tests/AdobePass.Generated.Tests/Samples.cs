using System.Reflection;

namespace AdobePass.Generated.Tests;

internal static class Samples
{
    public static string ApiSpecFolder { get; } = typeof(Samples).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ApiSpecFolder").Value!;
}
