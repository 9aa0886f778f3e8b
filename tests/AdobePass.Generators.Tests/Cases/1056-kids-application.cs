// title: Children's application with a marked interface and a strict reaction
// kind: library
// rule: AP4007
// needs: aspnet
// why: the box is a new device at each start; a refused film ends the login; one name is registered twice
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using AdobePass;
using Kids.RestV2;
using Microsoft.Extensions.DependencyInjection;

namespace Kids.RestV2
{
    public sealed record DecisionsRequest
    {
        public required IReadOnlyList<string> Resources { get; init; }
    }

    public sealed record Decision(string Resource, bool Authorized);

    public sealed record DecisionsResponse(IReadOnlyList<Decision> Decisions);

    public sealed record LogoutResponse(IReadOnlyDictionary<string, object> Logouts);
}

namespace Kids
{
    [AdobePassApi]
    public interface IKidsPass
    {
        Task<DecisionsResponse> AuthorizeAsync(string serviceProvider, string mvpd, DecisionsRequest body, CancellationToken cancellationToken = default);

        Task<LogoutResponse> LogoutAsync(string serviceProvider, string mvpd, string redirectUrl, CancellationToken cancellationToken = default);
    }

    public static class KidsServices
    {
        private const string Name = "kids";

        public static IServiceCollection AddKids(this IServiceCollection services, string statement)
        {
            var box = new StreamingDevice(Path.GetRandomFileName(), Information()); // expect: AP2006

            services.AddAdobePass(Name, options => // expect: AP5002#a
            {
                options.Environment = AdobePassEnvironment.ReleaseProduction;
                options.SoftwareStatement = new SoftwareStatement(statement);
                options.CredentialStore = new FileCredentialStore(Path.Combine(AppContext.BaseDirectory, "pass"));
                options.Device = box;
            });
            services.AddAdobePass("kids", options => options.RequestTimeout = TimeSpan.FromSeconds(6)); // expect: AP5002#a
            return services.AddSingleton<Film>();
        }

        private static DeviceInformation Information() => new()
        {
            Model = "Bear",
            Version = "1",
            OsName = OsName.Android,
            OsVersion = Environment.OSVersion.VersionString,
            ConnectionType = "WiFi",
        };
    }

    public sealed class Film(IKidsPass pass)
    {
        public async Task<bool> MayStartAsync(string provider, string film, CancellationToken ct) =>
            (await pass.AuthorizeAsync("KIDS", provider, new DecisionsRequest { Resources = [film] }, ct)).Decisions.FirstOrDefault(d => d.Resource == film) switch
            {
                { Authorized: true } => true,
                { Authorized: false } => await LeaveAsync(provider, ct), // expect: AP4007
                null => false,
            };

        private async Task<bool> LeaveAsync(string provider, CancellationToken ct)
        {
            await pass.LogoutAsync("KIDS", provider, "kids://bye", ct);
            return false;
        }
    }
}
