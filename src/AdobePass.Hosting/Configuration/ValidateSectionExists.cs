using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AdobePass.Hosting;

/// <summary>Reports a section that does not exist, if code does not set the options either: its path is probably wrong.</summary>
internal sealed class ValidateSectionExists(string clientName, IConfigurationSection section) : IValidateOptions<AdobePassOptions>
{
    public ValidateOptionsResult Validate(string? name, AdobePassOptions options) =>
        (name ?? Options.DefaultName) != clientName
        || section.Exists()
        || options.Environment is not null
        || options.BaseAddress is not null
            ? ValidateOptionsResult.Skip
            : ValidateOptionsResult.Fail(
                (clientName.Length == 0 ? string.Empty : $"Client '{clientName}': ") +
                $"The configuration section {section.Path} does not exist. Add it, or correct the path that is passed to AddAdobePass.");
}
