using System.Text.Json;
using AdobePass.Generated.Tests.RestV2;
using AdobePass.Testing;

namespace AdobePass.Generated.Tests;

/// <summary>Every documented error arrives typed, at the top level and inside decisions.</summary>
public class ErrorTests
{
    public static TheoryData<string, string, int> Codes
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            using var spec = JsonDocument.Parse(File.ReadAllText(Path.Combine(Samples.ApiSpecFolder, "rest-v2.json")));
            foreach (var row in spec.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("ErrorCode").GetProperty("x-error-codes").EnumerateArray())
            {
                data.Add(row.GetProperty("code").GetString()!, row.GetProperty("action").GetString()!, row.GetProperty("status").GetInt32());
            }

            return data;
        }
    }

    [Fact]
    public void The_table_is_complete() => Assert.Equal(47, Codes.Count);

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_top_level_error_becomes_an_exception_with_action_status_and_code(string code, string action, int status)
    {
        await using var service = await Service.StartAsync(loopback: false);
        IEntitlements api = new EntitlementsClient(service.AdobePass);
        await api.GetConfigurationAsync("CHAN1");
        service.Fake.InjectFault(FakeFault.EnhancedError(code, "made-up details").On(FakeOperation.Profiles).Forever());

        var fault = await Assert.ThrowsAsync<AdobePassApiException>(() => api.GetProfilesAsync("CHAN1"));

        Assert.Equal((code, action, status, "made-up details"), (fault.Error!.Code?.Value, fault.Error.Action?.Value, fault.Error.Status, fault.Error.Details));
        Assert.Equal("getProfiles", fault.OperationId);
        Assert.NotNull(fault.Error.Message);
        Assert.Equal(1, service.Fake.Registrations);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Item_error_is_returned_in_its_decision(string code, string action, int status)
    {
        await using var service = await Service.StartAsync(loopback: false);
        IEntitlements api = new EntitlementsClient(service.AdobePass);
        var session = await api.CreateSessionAsync("CHAN1", new SessionRequest { Mvpd = "MvpdAlpha", DomainName = "tv.example", RedirectUrl = "https://tv.example" });
        service.Fake.CompleteLogin(session.Code!);
        service.Fake.InjectItemError("res-1", code);

        var decision = (await api.AuthorizeAsync("CHAN1", "MvpdAlpha", new DecisionsRequest { Resources = ["res-1"] })).Decisions[0];

        Assert.False(decision.Authorized);
        Assert.Equal((code, action, (long?)status), (decision.Error!.Code!.Value.Value, decision.Error.Action!.Value.Value, (long?)decision.Error.Status));
        Assert.Contains(typeof(ErrorCode).GetProperties().Where(property => property.PropertyType == typeof(ErrorCode)), property => ((ErrorCode)property.GetValue(null)!).Value == code);
    }

    [Theory]
    [InlineData("invalid_request")]
    [InlineData("invalid_redirect_uri")]
    [InlineData("invalid_software_statement")]
    [InlineData("unapproved_software_statement")]
    public async Task Rejected_registration_throws_typed_exception_and_stores_nothing(string code)
    {
        await using var service = await Service.StartAsync(loopback: false);
        service.Fake.InjectFault(FakeFault.Respond(400, $$"""{"error":"{{code}}"}""", "application/json").On(FakeOperation.Register).Forever());

        var fault = await Assert.ThrowsAsync<DynamicClientRegistrationException>(() => new EntitlementsClient(service.AdobePass).GetProfilesAsync("CHAN1"));

        Assert.Equal(("registerClient", code), (fault.OperationId, fault.ErrorCode));
        Assert.Null(await service.AdobePass.FindCredentialsAsync());
        Assert.Equal(1, service.Fake.Requests);
    }
}
