using AdobePass.Generators.Catalog;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2003: X-Forwarded-For is missing.</summary>
public class AP2003Tests
{
    private const string Rule = "AP2003";

    public static TheoryData<string> Operations => HeaderTable.Operations;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Request_without_the_header_is_reported_if_the_operation_takes_it(string operationId) =>
        await HeaderTable.AssertAsync(Rule, operationId, operation => operation.ForwardedFor != Presence.Undefined);
}
