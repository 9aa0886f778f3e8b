// title: controller that builds what it needs
// kind: server
using System.Net;
using System.Threading.Tasks;
using AdobePass;
using Microsoft.AspNetCore.Mvc;

namespace Lumen.Web.Controllers;

[ApiController]
[Route("account")]
public class AccountController : ControllerBase
{
    private readonly AdobePassOptions _options;

    public AccountController(AdobePassOptions options) => _options = options;

    [HttpDelete("device")]
    public async Task<IActionResult> ForgetAsync()
    {
        using var client = new AdobePassClient(_options); // expect: AP1005
        await client.DeleteCredentialsAsync(CreateDevice(HttpContext.Connection.RemoteIpAddress));
        return NoContent();
    }

    private static StreamingDevice CreateDevice(IPAddress? address)
    {
        var information = new DeviceInformation
        {
            Model = "Web", Version = "3.2", OsName = OsName.Windows, OsVersion = "11", ConnectionType = "LAN",
        };
        return new StreamingDevice("lumen-web-frontend", information, forwardedFor: address); // expect: AP1006
    }
}
