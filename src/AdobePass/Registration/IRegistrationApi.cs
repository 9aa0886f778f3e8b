namespace AdobePass;

/// <summary>Represents the registration and token endpoints. The client is generated from api-spec/dcr.json.</summary>
[AdobePassApi("dcr", GenerateRegistration = false)]
internal partial interface IRegistrationApi;
