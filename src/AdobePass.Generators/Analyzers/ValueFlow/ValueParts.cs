using System.Collections.Immutable;
using AdobePass.Generators.Analyzers.CodeModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.ValueFlow;

/// <summary>The parts of a response that matter. A date or a list of scopes of the response is not the credential itself.</summary>
/// <param name="others">The names of the members that are of no interest, without underscores and in lower case.</param>
internal sealed class ValueParts(params string[] others)
{
    /// <summary>The client credentials. The client id alone is not enough to request a token.</summary>
    public static readonly ValueParts Credentials = new(
        "clientid", "clientidissuedat", "issuedat", "redirecturis", "granttypes", "scopes", "scope", "error", "errordescription",
        "statuscode", "issuccessstatuscode", "reasonphrase", "headers", "requestmessage", "version", "trailingheaders");

    /// <summary>The access token.</summary>
    public static readonly ValueParts Token = new(
        "expiresin", "createdat", "tokentype", "id", "error", "errordescription",
        "statuscode", "issuccessstatuscode", "reasonphrase", "headers", "requestmessage", "version", "trailingheaders");

    /// <summary>Any response.</summary>
    public static readonly ValueParts Response = new();

    private readonly HashSet<string> _others = new(others, StringComparer.Ordinal);

    /// <summary>Determines whether a member of the value is of interest.</summary>
    public bool Contains(ISymbol member) => !_others.Contains(Normalize(JsonNames.Of(member)));

    /// <summary>Determines whether a pattern matches a part of interest.</summary>
    public bool Contains(IOperation pattern)
    {
        for (var parent = pattern.Parent; parent is IPatternOperation or IPropertySubpatternOperation; parent = parent.Parent)
        {
            if (parent is IPropertySubpatternOperation { Member: IMemberReferenceOperation { Member: var member } } && !Contains(member))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Determines whether the constant key of an indexer or a getter names a part of interest.</summary>
    public bool ContainsKey(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (Conversions.WalkDown(argument.Value).ConstantValue is { HasValue: true, Value: string key }
                && argument.Parameter?.Name is "key" or "propertyName" or "name" or "index"
                && _others.Contains(Normalize(key)))
            {
                return false;
            }
        }

        return true;
    }

    private static string Normalize(string name) => name.Replace("_", string.Empty).ToLowerInvariant();
}
