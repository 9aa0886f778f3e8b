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
        "A $ref must refer to a definition in the same document.");

    private static readonly Rule Circular = Error(
        "A schema in the API spec is defined by itself",
        "A chain of references must end at a definition.");

    private static readonly Rule OperationId = Warning(
        "An operation in the API spec has no unique operationId",
        "Methods are bound to operations by their operationId.");

    private static readonly Rule Unsupported = Warning(
        "A part of the API spec cannot be generated",
        "The generator supports the parts of OpenAPI that Adobe Pass uses. It replaces or ignores other parts.");

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
        "The value of \"$ref\" is not a string");

    public static readonly DiagnosticDescriptor ExternalReference = Create(
        RuleIds.SpecReferenceIsBroken,
        Reference,
        "The reference \"{0}\" leaves the document. Only references that begin with \"#/\" are supported; bundle the spec into one file.");

    public static readonly DiagnosticDescriptor UnresolvedReference = Create(
        RuleIds.SpecReferenceIsBroken,
        Reference,
        "The reference \"{0}\" refers to nothing in this document");

    public static readonly DiagnosticDescriptor CircularReference = Create(
        RuleIds.SpecReferenceIsCircular,
        Circular,
        "The reference refers to itself and never to a definition");

    public static readonly DiagnosticDescriptor CircularSchema = Create(
        RuleIds.SpecReferenceIsCircular,
        Circular,
        "The schema \"{0}\" is defined by itself and has no definition of its own");

    public static readonly DiagnosticDescriptor MissingOperationId = Create(
        RuleIds.SpecOperationHasNoId,
        OperationId,
        "The operation {0} {1} has no \"operationId\", so that no method can be bound to it. Add one.");

    public static readonly DiagnosticDescriptor DuplicateOperationId = Create(
        RuleIds.SpecOperationHasNoId,
        OperationId,
        "The operationId \"{0}\" is used twice; case and punctuation do not count. The second operation is ignored. Rename one of them.");

    public static readonly DiagnosticDescriptor NoOperation = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The spec has no operation. Nothing can be generated from it.");

    public static readonly DiagnosticDescriptor ParameterLocation = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The required parameter \"{0}\" of {1} is in \"{2}\". Only path, query and header parameters can be sent.");

    public static readonly DiagnosticDescriptor ParameterType = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The parameter \"{0}\" of {1} is an array or an object. It is read as a string, which the caller formats.");

    public static readonly DiagnosticDescriptor BodyFormat = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The body of {0} is neither JSON nor a form with named fields. It cannot be sent.");

    public static readonly DiagnosticDescriptor Priority = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The value of \"x-priority\" of {0} is neither \"background\" nor \"foreground\". It is read as \"foreground\".");

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
        "More than {0} schemas refer to each other in a row. The last one is read as any JSON.");

    public static readonly DiagnosticDescriptor ContainerDepth = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "Lists and maps are nested more than {0} deep. This one is read as any JSON.");

    public static readonly DiagnosticDescriptor TooManyModels = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The spec has more than 30,000 models or 400,000 members. The others are read as any JSON. Split the spec.");

    public static readonly DiagnosticDescriptor MemberName = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The name of this member is not valid Unicode, so that it cannot be sent. The member is left out.");

    public static readonly DiagnosticDescriptor RecursiveContainer = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "The schema \"{0}\" is a list, map or choice that contains itself. The inner one is read as any JSON.");

    public static readonly DiagnosticDescriptor RuntimeType = Create(
        RuleIds.SpecIsUnsupported,
        Unsupported,
        "\"x-runtime-type\" names \"{0}\", which is not a type of the runtime library. It has: {1}.");

    public static IEnumerable<DiagnosticDescriptor> All =>
    [
        InvalidJson,
        SpecIsYaml,
        TopLevelIsNotObject, UnsupportedVersion, VersionIsNotString, SpecIsSwagger, VersionIsMissing,
        ReferenceIsNotString, ExternalReference, UnresolvedReference,
        CircularReference, CircularSchema,
        MissingOperationId, DuplicateOperationId,
        NoOperation, ParameterLocation, ParameterType, BodyFormat, Priority, RequestKind, Idempotence, Lookup,
        SchemaDepth, SchemaChain, ContainerDepth, TooManyModels, MemberName, RecursiveContainer, RuntimeType,
    ];

    private static Rule Error(string title, string description) =>
        new(title, RuleCategories.Specs, DiagnosticSeverity.Error, description);

    private static Rule Warning(string title, string description) =>
        new(title, RuleCategories.Specs, DiagnosticSeverity.Warning, description);

    private static DiagnosticDescriptor Create(string id, Rule rule, string messageFormat) => rule.ToDescriptor(id, messageFormat);
}
