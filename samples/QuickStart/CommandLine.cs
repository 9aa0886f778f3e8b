namespace QuickStart;

/// <summary>The options of the command.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        Usage: QuickStart [options]
          --server URL                a service to use instead of the built-in fake: https, or http on this machine
          --software-statement TEXT   the software statement; required with --server
          --store DIR                 keep device identifier, client credentials and access token in DIR
          --service-provider ID       default CHAN1
          --mvpd ID                   default: the first MVPD of the configuration
          --resource ID               default res-1
          --no-logout                 leave the viewer logged in
          --auto-login                act as the user agent: open the authentication URL and follow redirects (default with the fake)
          --json                      end with one line of JSON
        """;

    public Uri? Server { get; init; }

    public string? SoftwareStatement { get; init; }

    public string? Store { get; init; }

    public string ServiceProvider { get; init; } = "CHAN1";

    public string? Mvpd { get; init; }

    public string Resource { get; init; } = "res-1";

    public bool LogsOut { get; init; } = true;

    public bool AutoLogin { get; init; }

    public bool Json { get; init; }

    public bool Help { get; init; }

    /// <exception cref="UsageException">An option is unknown or lacks its value.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        var options = new CommandLine();
        for (var i = 0; i < arguments.Length; i++)
        {
            string Value() => ++i < arguments.Length ? arguments[i] : throw new UsageException($"{arguments[i - 1]} needs a value.");

            options = arguments[i] switch
            {
                "--server" => options with { Server = ParseServer(Value()) },
                "--software-statement" => options with { SoftwareStatement = Value() },
                "--store" => options with { Store = Value() },
                "--service-provider" => options with { ServiceProvider = Value() },
                "--mvpd" => options with { Mvpd = Value() },
                "--resource" => options with { Resource = Value() },
                "--no-logout" => options with { LogsOut = false },
                "--auto-login" => options with { AutoLogin = true },
                "--json" => options with { Json = true },
                "--help" or "-h" => options with { Help = true },
                var unknown => throw new UsageException($"Unknown option {unknown}."),
            };
        }

        if (options is { SoftwareStatement: not null, Server: null })
        {
            throw new UsageException("--software-statement needs --server: the built-in fake makes its own.");
        }

        if (options.Store is { } store && store.Trim().Length == 0)
        {
            throw new UsageException("--store needs the name of a folder.");
        }

        return options.Server is not null && options.SoftwareStatement is null && !options.Help
            ? throw new UsageException("--server needs --software-statement: only the service's own statement lets an application register.")
            : options;
    }

    private static Uri ParseServer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https")
            ? uri
            : throw new UsageException("--server needs an absolute http or https address.");
}

internal sealed class UsageException(string message) : Exception(message);
