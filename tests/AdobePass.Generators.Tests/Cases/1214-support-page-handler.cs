// title: Page of the support desk that tests the pass of a customer
// kind: server
// rule: AP1005
// needs: aspnet
// why: each click makes a client with a token of its own; any failure, also a timeout, deletes the pair of the customer; the log shows the token
using System;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Pages;

[Route("support/pass")]
public class PassController : Controller
{
    private readonly AdobePassOptions _options;
    private readonly CredentialStore _store;
    private readonly ILogger<PassController> _log;

    public PassController(AdobePassOptions options, CredentialStore store, ILogger<PassController> log)
    {
        _options = options;
        _store = store;
        _log = log;
    }

    [HttpPost("{key}")]
    public async Task<IActionResult> Test(string key, CancellationToken cancellationToken)
    {
        var credentialKey = CredentialKey.Create("support", key);
        var entry = await _store.FindAsync(credentialKey, cancellationToken);
        if (entry == null)
        {
            return NotFound();
        }

        try
        {
            using (var client = new AdobePassClient(_options)) // expect: AP1005
            {
                var token = await client.GetAccessTokenAsync(cancellationToken: cancellationToken);
                _log.LogInformation("Customer {Key} got {Token}", key, token.Reveal()); // expect: AP1009
                return Ok();
            }
        }
        catch (Exception e)
        {
            _log.LogWarning(e, "Pass of {Key} is broken, cleaning up", key);
            await _store.DeleteAsync(credentialKey, CancellationToken.None); // expect: AP1008
            return StatusCode(502);
        }
    }
}
