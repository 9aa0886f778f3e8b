using AdobePass.Generators.Tests.Support;
using Snapshooter;
using Snapshooter.Xunit;

namespace AdobePass.Generators.Tests.Snapshots;

/// <summary>A project whose emitted files are compared with files in <c>__snapshots__</c>.</summary>
internal static class SnapshotProject
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "AdobePass.Generators.Tests", "Snapshots");

    /// <summary>Creates a project with a small spec.</summary>
    /// <param name="paths">The paths of the spec.</param>
    /// <param name="schemas">The schemas of the spec.</param>
    /// <param name="source">The user's code.</param>
    public static UserProject Create(string paths, string schemas, string source) => UserProject
        .WithoutSpecs(
            $$"""
            #pragma warning disable CS1591
            using System;
            using System.Collections.Generic;
            using System.Text.Json;
            using System.Text.Json.Serialization;
            using System.Threading;
            using System.Threading.Tasks;
            using AdobePass;
            using MyApp.Video;

            {{source}}

            namespace MyApp.Video
            {
            }
            """)
        .WithSpec(
            "video",
            $$"""
            {
              "openapi": "3.1.0",
              "paths": { {{paths}} },
              "components": { "schemas": { {{schemas}} }, "securitySchemes": { "oauth": { "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "https://sp.auth.adobe.com/o/client/token", "scopes": {} } } } } },
              "security": [{ "oauth": ["api:client:v2"] }]
            }
            """);

    /// <summary>Compiles the project and compares emitted files.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The name of the snapshot.</param>
    /// <param name="files">The emitted files without their common suffix, in this order.</param>
    public static void Match(this UserProject project, string name, params string[] files)
    {
        var generated = project.Generate().ShouldCompile();
        Match(string.Join("\n", files.Select(file => $"// {file}\n{generated.Source(file + ".AdobePass.g.cs")}")), name);
    }

    /// <summary>Compares a text with a snapshot.</summary>
    public static void Match(string text, string name)
    {
        // The version is different after each release.
        var version = typeof(Generator.AdobePassGenerator).Assembly.GetName().Version!.ToString(3);
        Snapshot.Match(text.Replace($"\"{version}\"", "\"VERSION\"", StringComparison.Ordinal), new SnapshotFullName(name + ".cs", Folder));
    }
}
