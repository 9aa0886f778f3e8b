using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdobePass.Hosting;

/// <summary>Maps the keys of a configuration section to the options of the same name.</summary>
internal static class AdobePassSection
{
    private const string WholeNumber = "a whole number";
    private const string Time = "a time, as hours:minutes:seconds, such as 00:00:30";
    private const string TrueOrFalse = "true or false";
    private const string Address = "an absolute URL, such as https://host/";

    /// <summary>Sets options from a section.</summary>
    /// <exception cref="OptionsValidationException">A value cannot be read, or a key is not known.</exception>
    internal static void Apply(IConfigurationSection section, AdobePassOptions options, string name, IServiceProvider services)
    {
        var failures = new List<string>();
        var reader = new SectionReader(section, failures);
        options.ConfigurationPath = section.Path;
        ReadService(reader, options);
        ReadLimits(reader, options);
        ReadStore(reader.ReadSection("Store"), options, services);
        reader.RejectUnknownKeys();
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(
                name,
                typeof(AdobePassOptions),
                name.Length == 0 ? failures : failures.ConvertAll(failure => $"Client '{name}': {failure}"));
        }
    }

    private static void ReadService(SectionReader reader, AdobePassOptions options)
    {
        reader.Read<AdobePassEnvironment>(
            nameof(options.Environment), Parsers.Environment, Parsers.Environments, value => options.Environment = value);
        reader.Read<Uri>(nameof(options.BaseAddress), Parsers.Address, Address, value => options.BaseAddress = value);
        reader.Read<bool>(
            nameof(options.BaseAddressOverridesEnvironment),
            Parsers.Boolean,
            TrueOrFalse,
            value => options.BaseAddressOverridesEnvironment = value);
        reader.Read<Uri>(
            nameof(options.RegistrationBaseAddress), Parsers.Address, Address, value => options.RegistrationBaseAddress = value);
        reader.Read<bool>(nameof(options.UseAccessTokens), Parsers.Boolean, TrueOrFalse, value => options.UseAccessTokens = value);
        reader.Read<bool>(
            nameof(options.SendDeviceHeadersAlways),
            Parsers.Boolean,
            TrueOrFalse,
            value => options.SendDeviceHeadersAlways = value);
        ReadServers(reader, options);
        ReadSoftwareStatement(reader, options);
        options.RedirectUri = reader.ReadString(nameof(options.RedirectUri)) ?? options.RedirectUri;
        options.CredentialScope = reader.ReadString(nameof(options.CredentialScope)) ?? options.CredentialScope;
        options.UserAgent = reader.ReadString(nameof(options.UserAgent)) ?? options.UserAgent;
        reader.Read<InvalidClientBehavior>(
            nameof(options.InvalidClientBehavior),
            Parsers.InvalidClient,
            "RegisterAgain or Fail",
            value => options.InvalidClientBehavior = value);
    }

    // A server is replaced by the name of its spec: a URL cannot be a key.
    private static void ReadServers(SectionReader reader, AdobePassOptions options)
    {
        var servers = reader.ReadSection(nameof(options.Servers));
        foreach (var spec in servers.Keys)
        {
            servers.Read<Uri>(spec, Parsers.Address, Address, value => options.Servers[spec] = value);
        }

        var variables = reader.ReadSection(nameof(options.ServerVariables));
        foreach (var name in variables.Keys)
        {
            if (variables.ReadString(name) is { } value)
            {
                options.ServerVariables[name] = value;
            }
        }
    }

    // The message of the exception describes the error and does not contain the software statement.
    private static void ReadSoftwareStatement(SectionReader reader, AdobePassOptions options)
    {
        const string Key = nameof(options.SoftwareStatement);
        if (reader.ReadString(Key) is not { } text)
        {
            return;
        }

        try
        {
            options.SoftwareStatement = new SoftwareStatement(text);
        }
        catch (ArgumentException exception)
        {
            var end = exception.Message.IndexOfAny(['\r', '\n', '(']);
            Fail(end < 0 ? exception.Message : exception.Message.Substring(0, end).TrimEnd());
        }

        void Fail(string reason) => reader.Fail($"{reader.PathOf(Key)} cannot be used. {reason}");
    }

    private static void ReadLimits(SectionReader reader, AdobePassOptions options)
    {
        ReadInteger(nameof(options.MaxRejectedDevices), value => options.MaxRejectedDevices = value);
        ReadTime(nameof(options.RejectedDevicesWindow), value => options.RejectedDevicesWindow = value);
        reader.Read<bool>(nameof(options.PersistAccessTokens), Parsers.Boolean, TrueOrFalse, value => options.PersistAccessTokens = value);
        ReadTime(nameof(options.TokenLifetimeIfUnknown), value => options.TokenLifetimeIfUnknown = value);
        ReadInteger(nameof(options.MaxTokensInMemory), value => options.MaxTokensInMemory = value);
        ReadTime(nameof(options.RequestTimeout), value => options.RequestTimeout = value);
        ReadTime(nameof(options.StoreTimeout), value => options.StoreTimeout = value);
        reader.Read<double>(nameof(options.RequestsPerSecond), Parsers.Number, "a number", value => options.RequestsPerSecond = value);
        ReadInteger(nameof(options.RequestBurst), value => options.RequestBurst = value);
        reader.Read<bool>(nameof(options.RequestBurstRefills), Parsers.Boolean, TrueOrFalse, value => options.RequestBurstRefills = value);
        ReadTime(nameof(options.MaxQueueDelay), value => options.MaxQueueDelay = value);
        ReadInteger(nameof(options.MaxAttempts), value => options.MaxAttempts = value);
        ReadTime(nameof(options.RetryDelay), value => options.RetryDelay = value);
        ReadTime(nameof(options.RegistrationBreakDuration), value => options.RegistrationBreakDuration = value);
        ReadInteger(nameof(options.MaxThrottledAttempts), value => options.MaxThrottledAttempts = value);
        ReadTime(nameof(options.ThrottleDelay), value => options.ThrottleDelay = value);
        ReadInteger(nameof(options.MaxResponseBytes), value => options.MaxResponseBytes = value);

        void ReadInteger(string key, Action<int> set) => reader.Read(key, Parsers.Integer, WholeNumber, set);

        void ReadTime(string key, Action<TimeSpan> set) => reader.Read(key, Parsers.Time, Time, set);
    }

    private static void ReadStore(SectionReader reader, AdobePassOptions options, IServiceProvider services)
    {
        if (!reader.Exists)
        {
            return;
        }

        var store = new FileStoreOptions { Protector = services.GetService<CredentialProtector>() };
        var folder = ReadFolder(reader, services.GetService<IHostEnvironment>());
        reader.Read<bool>(nameof(store.AllowCreation), Parsers.Boolean, TrueOrFalse, value => store.AllowCreation = value);
        reader.Read<bool>(nameof(store.RequireProtection), Parsers.Boolean, TrueOrFalse, value => store.RequireProtection = value);
        reader.RejectUnknownKeys();
        if (store.RequireProtection && store.Protector is null)
        {
            reader.Fail(
                $"{reader.PathOf(nameof(store.RequireProtection))} is true, and no {nameof(CredentialProtector)} is registered. " +
                "Register one as a singleton.");
        }
        else if (folder is not null)
        {
            options.CredentialStore = new FileCredentialStore(folder, store);
        }
    }

    private static string? ReadFolder(SectionReader reader, IHostEnvironment? environment)
    {
        const string Key = "Folder";
        var folder = reader.ReadString(Key);
        if (folder is null)
        {
            reader.Fail($"{reader.PathOf(Key)} is not set. Set it to the folder for client credentials.");
            return null;
        }

        try
        {
            if (Path.IsPathRooted(folder))
            {
                return Path.GetFullPath(folder);
            }

            if (environment is not null)
            {
                return Path.GetFullPath(Path.Combine(environment.ContentRootPath, folder));
            }

            reader.Fail(
                $"{reader.PathOf(Key)} is '{folder}', a relative path, and no {nameof(IHostEnvironment)} is registered whose content " +
                "root it is relative to. Set it to an absolute path.");
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or PathTooLongException)
        {
            reader.Fail($"{reader.PathOf(Key)} is '{folder}', which is not a valid path.");
        }

        return null;
    }
}
