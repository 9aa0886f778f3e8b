using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>The descriptors of the rules that the generator, <c>InterfaceAnalyzer</c> and <c>SpecAnalyzer</c> report.</summary>
internal static class DiagnosticDescriptors
{
    private const string Setup = "AdobePass.Setup";
    private const string Interfaces = "AdobePass.Interfaces";
    private const string Specs = "AdobePass.Specs";

    // Messages are composed where the mistake is found, because only there are the names of what was meant.
    private const string Message = "{0}";

    public static readonly DiagnosticDescriptor UnknownSpec = Error(RuleIds.UnknownSpec, "The API spec cannot be used", Setup);
    public static readonly DiagnosticDescriptor LanguageVersionTooOld = Error(RuleIds.LanguageVersionTooOld, "The C# version is too old for generated clients", Setup);
    public static readonly DiagnosticDescriptor InterfaceCannotBeImplemented = Error(RuleIds.InterfaceCannotBeImplemented, "No client can be generated for the interface", Setup);
    public static readonly DiagnosticDescriptor InterfaceIsNotPartial = Error(RuleIds.InterfaceIsNotPartial, "The interface declares nothing and is not partial", Setup);
    public static readonly DiagnosticDescriptor SpecNameIsTaken = Error(RuleIds.SpecNameIsTaken, "Two API specs have the same name", Setup);
    public static readonly DiagnosticDescriptor ModelsAreNotImported =
        Warning(RuleIds.ModelsAreNotImported, "The namespace of the models is not imported", Setup);

    public static readonly DiagnosticDescriptor UnknownOperation = Error(RuleIds.UnknownOperation, "The API spec has no such operation", Interfaces);
    public static readonly DiagnosticDescriptor UnknownParameter = Error(RuleIds.UnknownParameter, "The operation has no such parameter", Interfaces);
    public static readonly DiagnosticDescriptor MissingParameter = Error(RuleIds.MissingParameter, "A required parameter of the operation is missing", Interfaces);
    public static readonly DiagnosticDescriptor WrongParameterType = Error(RuleIds.WrongParameterType, "The parameter has another type in the API spec", Interfaces);
    public static readonly DiagnosticDescriptor UnsupportedReturnType = Error(RuleIds.UnsupportedReturnType, "The return type is not supported", Interfaces);
    public static readonly DiagnosticDescriptor WrongModel = Error(RuleIds.WrongModel, "The operation has another model", Interfaces);
    public static readonly DiagnosticDescriptor UnsupportedMember = Error(RuleIds.UnsupportedMember, "The member cannot be implemented", Interfaces);
    public static readonly DiagnosticDescriptor MissingJsonContext = Error(RuleIds.MissingJsonContext, "A type of your own has no JSON contract", Interfaces);
    public static readonly DiagnosticDescriptor AttributeWithoutEffect = Warning(RuleIds.AttributeWithoutEffect, "An attribute has no effect", Interfaces);
    public static readonly DiagnosticDescriptor NoCancellationToken = Create(RuleIds.NoCancellationToken, "The method takes no cancellation token", Interfaces, DiagnosticSeverity.Hidden);
    public static readonly DiagnosticDescriptor DeprecatedOperation = Create(RuleIds.DeprecatedOperation, "The operation is deprecated", Interfaces, DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor SpecIsNotJson = Error(RuleIds.SpecIsNotJson, "The API spec is not valid JSON", Specs);
    public static readonly DiagnosticDescriptor SpecIsYaml = Error(RuleIds.SpecIsYaml, "The API spec is YAML", Specs);
    public static readonly DiagnosticDescriptor SpecIsNotOpenApi = Error(RuleIds.SpecIsNotOpenApi, "The API spec is not an OpenAPI 3 document", Specs);
    public static readonly DiagnosticDescriptor SpecReferenceIsBroken = Error(RuleIds.SpecReferenceIsBroken, "A reference in the API spec leads nowhere", Specs);
    public static readonly DiagnosticDescriptor SpecReferenceIsCircular = Error(RuleIds.SpecReferenceIsCircular, "A schema in the API spec is defined by itself", Specs);
    public static readonly DiagnosticDescriptor SpecOperationHasNoId = Warning(RuleIds.SpecOperationHasNoId, "An operation in the API spec has no id of its own", Specs);
    public static readonly DiagnosticDescriptor SpecIsUnsupported = Warning(RuleIds.SpecIsUnsupported, "A part of the API spec cannot be generated", Specs);

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = new DiagnosticDescriptor[]
    {
        UnknownSpec, LanguageVersionTooOld, InterfaceCannotBeImplemented, InterfaceIsNotPartial, SpecNameIsTaken, ModelsAreNotImported,
        UnknownOperation, UnknownParameter, MissingParameter, WrongParameterType, UnsupportedReturnType, WrongModel, UnsupportedMember, MissingJsonContext, AttributeWithoutEffect, NoCancellationToken, DeprecatedOperation,
        SpecIsNotJson, SpecIsYaml, SpecIsNotOpenApi, SpecReferenceIsBroken, SpecReferenceIsCircular, SpecOperationHasNoId, SpecIsUnsupported,
    }.ToDictionary(static rule => rule.Id, StringComparer.Ordinal);

    public static IEnumerable<DiagnosticDescriptor> All => ById.Values;

    public static DiagnosticDescriptor Of(string ruleId) => ById[ruleId];

    private static DiagnosticDescriptor Error(string id, string title, string category) => Create(id, title, category, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string category) => Create(id, title, category, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(string id, string title, string category, DiagnosticSeverity severity) =>
        new(id, title, Message, category, severity, isEnabledByDefault: true, helpLinkUri: HelpLinks.Of(id));
}
