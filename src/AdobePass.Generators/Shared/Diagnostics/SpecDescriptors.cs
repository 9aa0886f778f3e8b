using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>Contains the descriptors of AP7xxx: errors in API specs, reported at their lines.</summary>
internal static class SpecDescriptors
{
    private static readonly Rule Json = Error(
        "The API spec is not valid JSON",
        "The generator reads OpenAPI documents in JSON.");

    private static readonly Rule Yaml = Error(
        "The API spec is YAML",
        "The generator reads OpenAPI documents in JSON.");

    private static readonly Rule OpenApi = Error(
        "The API spec is not an OpenAPI 3 document",
        "The generator reads OpenAPI documents of version 3.");

    private static readonly Rule Reference = Error(
        "A reference in the API spec cannot be resolved",
        "A $ref must refer to a definition in the document, or in another JSON file of the project.");

    private static readonly Rule Circular = Error(
        "A schema in the API spec refers only to itself",
        "A chain of references must end at a definition.");

    private static readonly Rule OperationId = Warning(
        "An operation in the API spec has no unique operationId",
        "Methods are bound to operations by their operationId.");

    private static readonly Rule Unsupported = Warning(
        "A part of the API spec cannot be generated",
        "The generator supports the parts of OpenAPI that Adobe Pass uses. It replaces or ignores other parts.");

    private static readonly Rule GeneratedName = Info(
        "An operation in the API spec has no operationId",
        "The method of an operation without an operationId has a name from the HTTP method and the path.");

    private static readonly Rule RequiredBody = Error(
        "A required body in the API spec cannot be generated",
        "A request without its required body would be rejected, so the operation is not generated.");

    private static readonly Rule Simplified = Info(
        "A part of the API spec is used in a simpler form",
        "The generated method is correct without this part.");

    public static readonly DiagnosticDescriptor InvalidJson = Create(
        RuleIds.SpecIsNotJson,
        Json,
        "Invalid JSON at line {0}, column {1}: {2}");

    public static readonly DiagnosticDescriptor SpecIsYaml = Create(
        RuleIds.SpecIsYaml,
        Yaml,
        "The spec is YAML. Convert it to JSON and commit the result; any OpenAPI editor exports it.");

    public static readonly DiagnosticDescriptor TopLevelIsNotObject = Create(
        RuleIds.SpecIsNotOpenApi,
        OpenApi,
        "The spec is JSON, but its top level is not an object. Use an OpenAPI 3 document.");

    public static readonly DiagnosticDescriptor UnsupportedVersion = Create(
        RuleIds.SpecIsNotOpenApi,
        OpenApi,
        "The spec has the version OpenAPI {0}. Use OpenAPI 3.");

    public static readonly DiagnosticDescriptor VersionIsNotString = Create(
        RuleIds.SpecIsNotOpenApi,
        OpenApi,
        "The value of \"openapi\" is not a string. Write the version in quotes, such as \"3.1.0\".");

    public static readonly DiagnosticDescriptor SpecIsSwagger = Create(
        RuleIds.SpecIsNotOpenApi,
        OpenApi,
        "The spec is Swagger 2.0. Convert it to OpenAPI 3.");

    public static readonly DiagnosticDescriptor VersionIsMissing = Create(
        RuleIds.SpecIsNotOpenApi,
        OpenApi,
        "The spec is JSON, but the member \"openapi\" is missing. Use an OpenAPI 3 document.");

    public static readonly DiagnosticDescriptor ReferenceIsNotString = Create(
        RuleIds.SpecReferenceIsBroken,
        Reference,
        "The value of \"$ref\" is not a string. Write the path of the definition, such as \"#/components/schemas/Channel\".");

    public static readonly DiagnosticDescriptor ExternalReference = Create(
        RuleIds.SpecReferenceIsBroken,
        Reference,
        "A reference is to a file that is not in the project: {0}. Add the file as <AdditionalFiles>, or bundle the spec into one file.");

    public static readonly DiagnosticDescriptor UnreadableFile = Create(
        RuleIds.SpecReferenceIsBroken,
        Reference,
        "A reference is to a file that is not valid JSON: {0}. Correct the file, or convert it to JSON.");

    public static readonly DiagnosticDescriptor UnresolvedReference = Create(
        RuleIds.SpecReferenceIsBroken,
        Reference,
        "The target of a reference does not exist: {0}. Correct the path, or add the definition.");

    public static readonly DiagnosticDescriptor CircularReference = Create(
        RuleIds.SpecReferenceIsCircular,
        Circular,
        "The reference refers to itself and never to a definition. Correct the path.");

    public static readonly DiagnosticDescriptor CircularSchema = Create(
        RuleIds.SpecReferenceIsCircular,
        Circular,
        "A schema refers only to itself and has no definition: {0}. Define it, or correct the reference.");

    public static readonly DiagnosticDescriptor MissingOperationId = Create(
        RuleIds.SpecOperationIsNamed,
        GeneratedName,
        "No \"operationId\": {0}. The name in parentheses, from the method and the path, is used instead. " +
        "Add an \"operationId\" to choose it.");

    public static readonly DiagnosticDescriptor DuplicateOperationId = Create(
        RuleIds.SpecOperationHasNoId,
        OperationId,
        "The operationId is used twice; case and punctuation do not count: {0}. The second operation has the name in parentheses, from " +
        "the method and the path. Rename one of them.");

    public static readonly DiagnosticDescriptor NoOperation = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The spec has no operation, so nothing can be generated from it. Add an operation under \"paths\".");

    public static readonly DiagnosticDescriptor ParameterLocation = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "A parameter is not sent, because it is not in the path, the query, a header or a cookie: {0}. Correct \"in\".");

    public static readonly DiagnosticDescriptor ParameterStyle = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The \"style\" does not exist for the location: {0}. The default style of the location is used. Correct \"style\".");

    public static readonly DiagnosticDescriptor BodyFormat = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "An optional body is not sent, because its format cannot be generated: {0}. Describe it as JSON, a form, multipart/form-data, " +
        "text or bytes.");

    public static readonly DiagnosticDescriptor RequiredBodyFormat = Create(
        RuleIds.SpecBodyIsUnsupported,
        RequiredBody,
        "The required body cannot be generated, so there is no method: {0}. " +
        "Describe it as JSON, a form, multipart/form-data with named fields, text or bytes.");

    public static readonly DiagnosticDescriptor SeveralBodyFormats = Create(
        RuleIds.SpecIsSimplified,
        Simplified,
        "A body has several media types, and the one in parentheses is sent: {0}. Remove it to send another one.");

    public static readonly DiagnosticDescriptor DifferentResponses = Create(
        RuleIds.SpecIsSimplified,
        Simplified,
        "Successful responses have different bodies, so the method returns JsonElement: {0}. " +
        "Return AdobePassResponse<JsonElement> to get the status, and read the body with Parse of its model.");

    public static readonly DiagnosticDescriptor ServerVariable = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "A server variable has no default: {0}. Add one, or set AdobePassOptions.ServerVariables.");

    public static readonly DiagnosticDescriptor UnknownSecurityScheme = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The security scheme is not defined, so no credential is sent for it: {0}. Define it under components/securitySchemes.");

    public static readonly DiagnosticDescriptor SecurityByHandler = Create(
        RuleIds.SpecIsSimplified,
        Simplified,
        "The client does not send credentials of the security scheme: {0}. Set AdobePassOptions.HttpMessageHandler to a handler that " +
        "sends them.");

    public static readonly DiagnosticDescriptor Priority = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The value of \"x-priority\" of {0} is neither \"background\" nor \"foreground\". It is read as \"foreground\". Write one of " +
        "these.");

    public static readonly DiagnosticDescriptor RequestKind = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The value of \"x-request-kind\" of {0} is not \"api\", \"registration\" or \"token\", " +
        "so it is read as \"api\". Write one of these.");

    public static readonly DiagnosticDescriptor Idempotence = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The value of \"x-idempotent\" of {0} is not a boolean, so it is read as {1}. Write true or false.");

    public static readonly DiagnosticDescriptor Lookup = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "\"x-lookup\" of \"{0}\" must be on a list of objects. " +
        "\"key\" must name a string member of the items, and \"prefer\" a boolean member.");

    public static readonly DiagnosticDescriptor SchemaDepth = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "Schemas are nested more than {0} deep without a name. Name the inner ones under components/schemas.");

    public static readonly DiagnosticDescriptor SchemaChain = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "More than {0} schemas refer to each other in a row. The last one is read as any JSON. Shorten the chain.");

    public static readonly DiagnosticDescriptor ContainerDepth = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "Lists and maps are nested more than {0} deep. This one is read as any JSON. Put an object between them.");

    public static readonly DiagnosticDescriptor TooManyModels = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The spec has more than 30,000 models or 400,000 members. The others are read as any JSON. Split the spec.");

    public static readonly DiagnosticDescriptor MemberName = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The name of this member is not valid Unicode, so it cannot be sent. The member is left out. Correct the name.");

    public static readonly DiagnosticDescriptor RecursiveContainer = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "A schema is a list, a map or a choice that contains itself: {0}. The inner one is read as any JSON. Put an object between them.");

    public static readonly DiagnosticDescriptor RuntimeType = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "\"x-runtime-type\" names \"{0}\", which is not a type of the runtime library. It has: {1}.");

    public static IEnumerable<DiagnosticDescriptor> All =>
    [
        InvalidJson,
        SpecIsYaml,
        TopLevelIsNotObject, UnsupportedVersion, VersionIsNotString, SpecIsSwagger, VersionIsMissing,
        ReferenceIsNotString, ExternalReference, UnreadableFile, UnresolvedReference,
        CircularReference, CircularSchema,
        MissingOperationId, DuplicateOperationId,
        NoOperation, ParameterLocation, ParameterStyle, BodyFormat, RequiredBodyFormat, SeveralBodyFormats, DifferentResponses,
        ServerVariable, UnknownSecurityScheme, SecurityByHandler, Priority, RequestKind, Idempotence, Lookup,
        SchemaDepth, SchemaChain, ContainerDepth, TooManyModels, MemberName, RecursiveContainer, RuntimeType,
    ];

    private static Rule Error(string title, string description) =>
        new(title, RuleCategories.Specs, DiagnosticSeverity.Error, description);

    private static Rule Warning(string title, string description) =>
        new(title, RuleCategories.Specs, DiagnosticSeverity.Warning, description);

    private static Rule Info(string title, string description) =>
        new(title, RuleCategories.Specs, DiagnosticSeverity.Info, description);

    private static DiagnosticDescriptor Create(string id, Rule rule, string messageFormat) => rule.ToDescriptor(id, messageFormat);
}
