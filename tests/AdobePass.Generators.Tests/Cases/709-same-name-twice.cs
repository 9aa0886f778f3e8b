// title: same name twice
// kind: server
using AdobePass;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Orchard.Setup;

public static class PassServices
{
    private const string ClientName = "tve";

    public static IServiceCollection AddOrchardPass(this IServiceCollection services, IConfiguration configuration, bool reports)
    {
        services.AddAdobePass(ClientName, options => options.SoftwareStatement = new SoftwareStatement(configuration["Tve:Statement"]!)); // expect: AP5002#a
        services.AddAdobePass("tve", options => options.CredentialStore = new FileCredentialStore(configuration["Tve:Store"]!)); // expect: AP5002#a
        if (reports)
        {
            services.AddAdobePass("reports", options => options.SoftwareStatement = new SoftwareStatement(configuration["Reports:Statement"]!));
        }

        return services;
    }
}
