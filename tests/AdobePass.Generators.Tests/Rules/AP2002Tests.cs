using AdobePass.Generators.Catalog;
using AdobePass.Generators.Tests.Support;

namespace AdobePass.Generators.Tests.Rules;

/// <summary>AP2002: AP-Device-Identifier is missing.</summary>
public class AP2002Tests
{
    private const string Rule = "AP2002";

    public static TheoryData<string> Operations => HeaderTable.Operations;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Request_without_the_header_is_reported_if_the_operation_takes_it(string operationId) =>
        await HeaderTable.AssertAsync(Rule, operationId, operation => operation.DeviceIdentifier == Presence.Required);
}
