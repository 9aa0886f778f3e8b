using AdobePass.Generators.Generator.Binding;
using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Generator.Emission;

/// <summary>Emits the methods of an interface that declares none, with their documentation.</summary>
internal static class DeclarationEmitter
{
    public static void EmitInterface(SourceWriter writer, BoundInterface model, NamespaceAliases aliases)
    {
        foreach (var container in model.Containers)
        {
            writer.Open("partial " + container);
        }

        writer.Open($"partial interface {Names.Escape(model.Name)}");
        EmitMethods(writer, model.Methods, aliases);
        writer.Close();
        foreach (var _ in model.Containers)
        {
            writer.Close();
        }
    }

    /// <summary>Gets the methods of a whole spec, as an interface declares them in any file: without aliases.</summary>
    public static string EmitMethods(IEnumerable<BoundMethod> methods)
    {
        var writer = new SourceWriter();
        EmitMethods(writer, methods, NamespaceAliases.None);
        return writer.TakeText();
    }

    public static string Parameter(BoundParameter parameter, NamespaceAliases aliases, bool withDefault) =>
        $"{TypeNames.Of(parameter.Type, aliases)} {Names.Escape(parameter.Name)}"
        + (withDefault && parameter.Default is { } value ? " = " + Literals.Of(value) : string.Empty);

    // The client has it too, for callers that use the class instead of the interface.
    public static void EmitObsolete(SourceWriter writer, BoundMethod method)
    {
        if (method is { Docs.IsDeprecated: true, Call: { } call })
        {
            var message = $"The API spec marks the operation \"{call.OperationId}\" as deprecated.";
            writer.Line($"[global::System.Obsolete({Literals.String(message)})]");
        }
    }

    private static void EmitMethods(SourceWriter writer, IEnumerable<BoundMethod> methods, NamespaceAliases aliases)
    {
        var isFirst = true;
        foreach (var method in methods)
        {
            if (method is not { Docs: { } docs, Call: { } call })
            {
                continue;
            }

            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            EmitDocs(writer, docs, call, aliases);
            writer.Line($"[global::AdobePass.AdobePassOperation({Literals.String(call.OperationId)})]");
            EmitObsolete(writer, method);
            var parameters = method.Parameters
                .Select(parameter => WireName(call, parameter) + Parameter(parameter, NamespaceAliases.None, withDefault: true));

            // An editor can copy the method into the user's file, line by line: it has no alias and no second line.
            var returnType = TypeNames.Of(method.ReturnType, NamespaceAliases.None);
            writer.Line($"{returnType} {Names.Escape(method.Name)}({string.Join(", ", parameters)});");
        }
    }

    // Only if the name alone identifies another parameter or no parameter.
    private static string WireName(BoundCall call, BoundParameter parameter)
    {
        var own = call.Arguments.FirstOrDefault(argument => argument.Parameter == parameter.Name);
        return own is null || own == call.Arguments.FirstOrDefault(argument => Names.Fold(argument.WireName) == Names.Fold(parameter.Name))
            ? string.Empty
            : $"[global::AdobePass.AdobePassParameter({Literals.String(own.WireName)})] ";
    }

    private static void EmitDocs(SourceWriter writer, MethodDocs docs, BoundCall call, NamespaceAliases aliases)
    {
        XmlDocs.Summary(writer, docs.Summary);
        foreach (var parameter in docs.Parameters)
        {
            XmlDocs.Parameter(writer, parameter.Name, parameter.Text);
        }

        XmlDocs.Returns(writer, docs.Returns);
        if (call.Result != CallResult.Uri)
        {
            EmitExceptions(writer, call, aliases);
        }

        XmlDocs.Remarks(writer, docs.Remarks);
    }

    private static void EmitExceptions(SourceWriter writer, BoundCall call, NamespaceAliases aliases)
    {
        Exception("AdobePass.AdobePassApiException", "The service returned an error.");
        Exception("AdobePass.AdobePassThrottledException", "The service or the rate limiter throttled the request.");
        Exception("AdobePass.AdobePassConnectionException", "No complete response arrived.");
        Exception("AdobePass.AdobePassResponseException", "The response cannot be read.");
        if (call.MayNeedAccessToken)
        {
            Exception("AdobePass.DynamicClientRegistrationException", "The device cannot be registered.");
            Exception("AdobePass.CredentialStoreException", "The stored credentials cannot be read or written.");
        }

        if (call.Cancellation is not null)
        {
            Exception("System.OperationCanceledException", "The call was canceled.");
        }

        void Exception(string type, string condition) =>
            writer.Line($"/// <exception cref=\"{aliases.Shorten("global::" + type)}\">{condition}</exception>");
    }
}
