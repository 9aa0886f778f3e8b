using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>Contains the descriptors of AP0xxx: errors that prevent the generation of a client.</summary>
internal static class SetupDescriptors
{
    private static readonly Rule Spec = Error(
        "The API spec cannot be used",
        "[AdobePassApi] names an API spec. The project must contain it, and it must be readable.");

    private static readonly Rule LanguageVersion = Error(
        "The C# version is too old for generated clients",
        "Generated clients use features of C# 11.");

    private static readonly Rule Interface = Error(
        "No client can be generated for the interface",
        "A client is a class beside the interface and needs access to it. It cannot have type parameters.");

    private static readonly Rule Partial = Error(
        "The interface declares nothing and is not partial",
        "An interface without members gets a method for every operation of the API spec. To add them, it must be partial.");

    private static readonly Rule SpecName = Error(
        "Two API specs have the same name",
        "The models of an API spec are in a namespace with its name, so that names must be unique.");

    private static readonly Rule Import = new(
        "The namespace of the models is not imported",
        RuleCategories.Setup,
        DiagnosticSeverity.Warning,
        "The models of an API spec are in a namespace of their own. A file that uses them must import it.");

    public static readonly DiagnosticDescriptor SpecIsUnreadable = Create(
        RuleIds.UnknownSpec,
        Spec,
        "The API spec \"{0}\" cannot be read. See the error in {1}.");

    public static readonly DiagnosticDescriptor NoSpec = Create(
        RuleIds.UnknownSpec,
        Spec,
        "The project has no API spec, so \"{0}\" is unknown. Add <AdobePassApiSpec Include=\"path/to/{0}.json\" /> to the project file. " +
        "The bundled specs come with the package AdobePass.Generators.");

    public static readonly DiagnosticDescriptor UnknownSpec = Create(
        RuleIds.UnknownSpec,
        Spec,
        "The project has no API spec \"{0}\". It has: {1}. Add others with <AdobePassApiSpec Include=\"…\" /> in the project file.");

    public static readonly DiagnosticDescriptor MisspelledSpec = Create(
        RuleIds.UnknownSpec,
        Spec,
        "The project has no API spec \"{0}\". Did you mean \"{2}\"? It has: {1}. " +
        "Add others with <AdobePassApiSpec Include=\"…\" /> in the project file.");

    public static readonly DiagnosticDescriptor LanguageVersionTooOld = Create(
        RuleIds.LanguageVersionTooOld,
        LanguageVersion,
        "Generated clients need C# 11 or later, and this project is compiled as C# {0}. " +
        "Set <LangVersion>11.0</LangVersion> or later in the project file.");

    public static readonly DiagnosticDescriptor FileLocalInterface =
        NoClient(RuleIds.InterfaceCannotBeImplemented, "it is local to its file. Remove the modifier \"file\".");

    public static readonly DiagnosticDescriptor GenericInterface =
        NoClient(RuleIds.InterfaceCannotBeImplemented, "it is generic. Remove the type parameters.");

    public static readonly DiagnosticDescriptor InterfaceInGenericType =
        NoClient(RuleIds.InterfaceCannotBeImplemented, "it is in the generic type \"{1}\". Move it out.");

    public static readonly DiagnosticDescriptor InterfaceInFileLocalType =
        NoClient(RuleIds.InterfaceCannotBeImplemented, "it is in the type \"{1}\", which is local to its file. Move it out.");

    public static readonly DiagnosticDescriptor InvalidClientName =
        NoClient(RuleIds.InterfaceCannotBeImplemented, "the ClientName \"{1}\" is not a C# identifier. Choose another name.");

    public static readonly DiagnosticDescriptor ClientNameIsTaken =
        NoClient(RuleIds.InterfaceCannotBeImplemented, "the ClientName \"{1}\" is the name of another type. Choose another name.");

    public static readonly DiagnosticDescriptor InaccessibleInterface = NoClient(
        RuleIds.InterfaceCannotBeImplemented,
        "\"{1}\" is not accessible outside its containing type. To generate a client, make it internal or public.");

    public static readonly DiagnosticDescriptor InterfaceIsNotPartial = Create(
        RuleIds.InterfaceIsNotPartial,
        Partial,
        "The interface \"{0}\" declares no method and is not partial, so that nothing can be added to it. " +
        "Write \"partial interface {0}\" to get a method for every operation, or declare the methods that you need.");

    public static readonly DiagnosticDescriptor ContainerIsNotPartial = Create(
        RuleIds.InterfaceIsNotPartial,
        Partial,
        "The interface \"{0}\" gets its methods from the API spec, so the type \"{1}\" around it must be partial too. " +
        "Add the modifier \"partial\" to \"{1}\".");

    public static readonly DiagnosticDescriptor SpecNameIsTaken = Create(
        RuleIds.SpecNameIsTaken,
        SpecName,
        "The spec name \"{0}\" gives the models the same namespace as {1}. " +
        "Give one of the two another Name in its <AdobePassApiSpec> item.");

    public static readonly DiagnosticDescriptor ModelsAreNotImported = Create(
        RuleIds.ModelsAreNotImported,
        Import,
        "\"{0}\" is a model of the API spec \"{1}\". Models of this spec are in the namespace {2}, which this file does not import. " +
        "Add \"using {2};\".");

    public static IEnumerable<DiagnosticDescriptor> All =>
    [
        SpecIsUnreadable, NoSpec, UnknownSpec, MisspelledSpec,
        LanguageVersionTooOld,
        FileLocalInterface, GenericInterface, InterfaceInGenericType, InterfaceInFileLocalType, InvalidClientName,
        ClientNameIsTaken, InaccessibleInterface,
        InterfaceIsNotPartial, ContainerIsNotPartial,
        SpecNameIsTaken,
        ModelsAreNotImported,
    ];

    private static Rule Error(string title, string description) =>
        new(title, RuleCategories.Setup, DiagnosticSeverity.Error, description);

    private static DiagnosticDescriptor NoClient(string id, string reason) =>
        Create(id, Interface, "No client can be generated for \"{0}\": " + reason);

    private static DiagnosticDescriptor Create(string id, Rule rule, string messageFormat) => rule.ToDescriptor(id, messageFormat);
}
