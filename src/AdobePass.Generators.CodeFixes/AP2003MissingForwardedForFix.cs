using System.Composition;
using AdobePass.Generators.CodeFixes.Support;
using AdobePass.Generators.Shared;
using AdobePass.Generators.Shared.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AdobePass.Generators.CodeFixes;

/// <summary>AP2003: adds <c>X-Forwarded-For</c> with the address of the viewer that is in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingForwardedForFix)), Shared]
public sealed class MissingForwardedForFix() : DeviceHeaderFix(RuleIds.ForwardedForIsMissing, "X-Forwarded-For")
{
    private const string Address = "System.Net.IPAddress";
    private const string Context = "Microsoft.AspNetCore.Http.HttpContext";

    private static readonly HashSet<string> TextNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "ip", "clientIp", "viewerIp", "deviceIp", "remoteIp", "userIp", "ipAddress", "clientIpAddress", "viewerIpAddress",
        "deviceIpAddress", "clientAddress", "viewerAddress", "deviceAddress", "remoteAddress", "forwardedFor",
    };

    private protected override Func<Func<string, string>, string>? FindValue(
        SemanticModel model,
        int position,
        CancellationToken cancellationToken)
    {
        var closest = ValuesInScope.Find(model, position, cancellationToken)
            .Where(static each => each.Type is Address or Context
                || (each.Type == "string" && TextNames.Contains(each.Symbol.Name.TrimStart('_'))))
            .GroupBy(static each => each.Rank)
            .OrderBy(static each => each.Key)
            .FirstOrDefault()?
            .ToList();

        // The address itself says more than the connection, which may come from a proxy.
        var candidates = closest?.Where(static each => each.Type != Context).ToList() is { Count: > 0 } addresses ? addresses : closest;
        if (candidates is not [var (symbol, _, type)])
        {
            return null;
        }

        var name = Names.Escape(symbol.Name);
        return type switch
        {
            Address => _ => $"{name}.ToString()",
            Context => _ => $"{name}.Connection.RemoteIpAddress?.ToString()",
            _ => _ => name,
        };
    }
}
