using System.Globalization;
using System.Text;

namespace AdobePass.Benchmarks.Generators;

/// <summary>The source of a project with many interfaces of twelve operations each, written once for this package's generator and once for Refit's.</summary>
internal static class ProjectText
{
    private static readonly (string Verb, string Path, string Id, string Parameters, string Body, string Result)[] Operations =
    [
        ("Get", "/api/v2/{serviceProvider}/configuration", "GetConfiguration", "", "", "ConfigurationResponse"),
        ("Post", "/api/v2/{serviceProvider}/sessions", "CreateSession", "", "SessionRequest", "SessionResponse"),
        ("Post", "/api/v2/{serviceProvider}/sessions/{code}", "ResumeSession", "string code", "SessionRequest", "SessionResponse"),
        ("Get", "/api/v2/{serviceProvider}/sessions/{code}", "GetSession", "string code", "", "SessionStatusResponse"),
        ("Get", "/api/v2/{serviceProvider}/profiles", "GetProfiles", "", "", "ProfilesResponse"),
        ("Get", "/api/v2/{serviceProvider}/profiles/{mvpd}", "GetProfileForMvpd", "string mvpd", "", "ProfilesResponse"),
        ("Get", "/api/v2/{serviceProvider}/profiles/code/{code}", "GetProfileForCode", "string code", "", "ProfilesResponse"),
        ("Post", "/api/v2/{serviceProvider}/decisions/preauthorize/{mvpd}", "Preauthorize", "string mvpd", "DecisionsRequest", "DecisionsResponse"),
        ("Post", "/api/v2/{serviceProvider}/decisions/authorize/{mvpd}", "Authorize", "string mvpd", "DecisionsRequest", "DecisionsResponse"),
        ("Get", "/api/v2/{serviceProvider}/logout/{mvpd}", "Logout", "string mvpd", "", "LogoutResponse"),
        ("Post", "/api/v2/{serviceProvider}/sessions/sso/{partner}", "CreatePartnerSession", "string partner", "PartnerSessionRequest", "SessionResponse"),
        ("Post", "/api/v2/{serviceProvider}/profiles/sso/{partner}", "CreatePartnerProfile", "string partner", "PartnerProfileRequest", "ProfilesResponse"),
    ];

    private static readonly string[] Forms = ["SessionRequest", "PartnerSessionRequest", "PartnerProfileRequest"];

    /// <summary>One interface for this package. The models come from the spec.</summary>
    /// <param name="number">The interface's number.</param>
    /// <param name="token">The name of the cancellation parameter, which an edit changes.</param>
    public static string Ours(int number, string token = "cancellationToken")
    {
        var text = new StringBuilder("using System.Threading;\nusing System.Threading.Tasks;\nusing AdobePass;\nusing MyApp.RestV2;\n\nnamespace MyApp;\n\n");
        text.Append(CultureInfo.InvariantCulture, $"[AdobePassApi]\npublic interface IService{number}\n{{\n");
        foreach (var (_, _, id, parameters, body, result) in Operations)
        {
            text.Append(CultureInfo.InvariantCulture, $"    Task<{result}> {id}Async({List("string serviceProvider", parameters, Extra(id), body.Length > 0 ? body + " body" : "", "StreamingDevice device", $"CancellationToken {token} = default")});\n\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The same interface for Refit, with the headers that this package sends by itself as parameters.</summary>
    /// <param name="number">The interface's number.</param>
    /// <param name="token">The name of the cancellation parameter, which an edit changes.</param>
    public static string Refit(int number, string token = "cancellationToken")
    {
        var text = new StringBuilder("using System.Threading;\nusing System.Threading.Tasks;\nusing MyApp.RestV2;\nusing Refit;\n\nnamespace MyApp;\n\n");
        text.Append(CultureInfo.InvariantCulture, $"[Headers(\"Accept: application/json\", \"Authorization: Bearer\")]\npublic interface IService{number}\n{{\n");
        foreach (var (verb, path, id, parameters, body, result) in Operations)
        {
            var sent = body.Length == 0 ? "" : $"[Body{(Forms.Contains(body) ? "(BodySerializationMethod.UrlEncoded)" : "")}] {body} body";
            text.Append(CultureInfo.InvariantCulture, $"    [{verb}(\"{path}\")]\n");
            text.Append(CultureInfo.InvariantCulture, $"    Task<{result}> {id}Async({List("string serviceProvider", parameters, Header(Extra(id)), sent, "[Header(\"AP-Device-Identifier\")] string deviceIdentifier", "[Header(\"X-Device-Info\")] string deviceInformation", $"CancellationToken {token} = default")});\n\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The models that Refit's interfaces name, as plain classes.</summary>
    public static string RefitModels { get; } =
        "namespace MyApp.RestV2;\n\n" + string.Concat(Operations.SelectMany(each => new[] { each.Body, each.Result }).Where(name => name.Length > 0).Distinct().Select(name => $"public sealed class {name}\n{{\n    public string? Id {{ get; set; }}\n}}\n\n"));

    /// <summary>A file that has nothing to do with any interface, after some edit of a method's body.</summary>
    /// <param name="edit">The edit's number.</param>
    public static string Unrelated(int edit) => string.Create(CultureInfo.InvariantCulture, $"namespace MyApp;\n\npublic static class Unrelated\n{{\n    public static int Count()\n    {{\n        return {edit};\n    }}\n}}\n");

    private static string Extra(string id) => id switch
    {
        "CreatePartnerSession" or "CreatePartnerProfile" => "string apPartnerFrameworkStatus",
        "Logout" => "string redirectUrl",
        _ => "",
    };

    private static string Header(string parameter) =>
        parameter.StartsWith("string ap", StringComparison.Ordinal) ? "[Header(\"AP-Partner-Framework-Status\")] " + parameter : parameter;

    private static string List(params string[] parameters) => string.Join(", ", parameters.Where(parameter => parameter.Length > 0));
}
