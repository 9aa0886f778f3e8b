using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>The hosts that the strings of a file name. They tell what a message handler is for.</summary>
/// <param name="Adobe">Whether there is a host of Adobe Pass.</param>
/// <param name="Other">Whether there is another host.</param>
internal sealed record SharedHosts(bool Adobe, bool Other)
{
    public static SharedHosts Of(FileAnalysis file)
    {
        var kinds = file.Search(SharedConstantStrings.Find)
            .Select(each => Endpoint.Read(each.Text, null, file.Options.Hosts).Host)
            .ToList();
        var names = file.OperationsOf<ILiteralOperation>()
            .Any(each => each.Operation.ConstantValue is { HasValue: true, Value: string text }
                && text.IndexOf('/') < 0
                && file.Options.Hosts.KindOf(text) == HostKind.Adobe);
        return new SharedHosts(names || kinds.Contains(HostKind.Adobe), kinds.Contains(HostKind.Other));
    }

    /// <summary>Determines whether a body of code belongs to a message handler.</summary>
    public static bool IsInHandler(CodeModel.CodeBlock block)
    {
        for (var type = block.Owner?.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.Name == "HttpMessageHandler")
            {
                return true;
            }
        }

        return false;
    }
}
