// title: Instrumented token source of an SDK
// kind: library
// rule: AP1009
// why: tags of an activity are exported; the exception carries the statement
using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;

namespace Sextant.Sdk;

public sealed class TracedTokens
{
    private static readonly ActivitySource Source = new("Sextant.Sdk");
    private readonly AdobePassClient _client;
    private readonly SoftwareStatement _statement;

    public TracedTokens(AdobePassClient client, SoftwareStatement statement)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        _statement = statement;
    }

    public async Task<AccessToken> GetAsync(StreamingDevice device, CancellationToken cancellationToken)
    {
        using var activity = Source.StartActivity("token", ActivityKind.Client);
        activity?.SetTag("device", device.Identifier);
        try
        {
            var token = await _client.GetAccessTokenAsync(device, cancellationToken);
            var text = token.Reveal();
            activity?.SetTag("token", text); // expect: AP1009
            activity?.SetTag("token.length", text.Length);
            return token;
        }
        catch (DynamicClientRegistrationException e) when (e.ErrorCode == "invalid_software_statement")
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.ErrorCode);
            throw new InvalidOperationException("Statement not accepted: " + _statement.Reveal(), e); // expect: AP1009
        }
    }
}
