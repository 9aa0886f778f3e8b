using Microsoft.CodeAnalysis;

namespace AdobePass.Generators.Shared.Diagnostics;

/// <summary>Contains the descriptors of AP6xxx: differences between an interface and its API spec.</summary>
internal static class InterfaceDescriptors
{
    private static readonly Rule Operation = Error(
        "The API spec has no such operation",
        "A method is bound to the operation that its name or [AdobePassOperation] names.");

    private static readonly Rule Parameter = Error(
        "The operation has no such parameter",
        "A parameter is bound by its name or by [AdobePassParameter]. " +
        "The client itself sends the headers of the device and of the transport.");

    private static readonly Rule RequiredParameter = Error(
        "A required parameter of the operation is missing",
        "The service rejects a request without its required parameters.");

    private static readonly Rule ParameterType = Error(
        "The parameter has another type in the API spec",
        "The type of a parameter must be the one of the API spec.");

    private static readonly Rule ReturnType = Error(
        "The return type is not supported",
        "A method returns a Task or a ValueTask of the response. For operations of a user agent, it can return a Uri.");

    private static readonly Rule Model = Error(
        "The operation has another model",
        "Requests and responses have the models of the API spec, JsonElement, or a type of your own.");

    private static readonly Rule Member = Error(
        "The member cannot be implemented",
        "A client implements methods that are not generic and pass nothing by reference.");

    private static readonly Rule JsonContext = Error(
        "A type of your own has no JSON contract",
        "The client reads and writes types of your own with a JsonSerializerContext, without reflection.");

    private static readonly Rule Attribute = new(
        "An attribute has no effect",
        RuleCategories.Interfaces,
        DiagnosticSeverity.Warning,
        "[AdobePassOperation] and [AdobePassParameter] have an effect only where a client is generated.");

    private static readonly Rule Cancellation = new(
        "The method takes no cancellation token",
        RuleCategories.Interfaces,
        DiagnosticSeverity.Hidden,
        "Without a cancellation token, callers cannot cancel a request.");

    private static readonly Rule Deprecation = new(
        "The operation is deprecated",
        RuleCategories.Interfaces,
        DiagnosticSeverity.Info,
        "The API spec marks the operation as deprecated. It may be removed.");

    public static readonly DiagnosticDescriptor UnknownOperation = Create(
        RuleIds.UnknownOperation,
        Operation,
        "The spec \"{0}\" has no operation \"{1}\". It has: {2}. Rename the method or name the operation with [AdobePassOperation].");

    public static readonly DiagnosticDescriptor MisspelledOperation = Create(
        RuleIds.UnknownOperation,
        Operation,
        "The spec \"{0}\" has no operation \"{1}\". Did you mean \"{2}\"? " +
        "Rename the method or name the operation with [AdobePassOperation].");

    public static readonly DiagnosticDescriptor ParameterIsGivenTwice = Create(
        RuleIds.UnknownParameter,
        Parameter,
        "\"{0}\" of the operation \"{1}\" is given by two parameters. Remove one of them.");

    public static readonly DiagnosticDescriptor SecondDevice = Create(
        RuleIds.UnknownParameter,
        Parameter,
        "The method has a device already, \"{0}\". Remove this parameter.");

    public static readonly DiagnosticDescriptor SecondCancellationToken = Create(
        RuleIds.UnknownParameter,
        Parameter,
        "The method has a cancellation token already, \"{0}\". Remove this parameter.");

    public static readonly DiagnosticDescriptor DeviceHeader = Create(
        RuleIds.UnknownParameter,
        Parameter,
        "\"{0}\" is a header of the device. Declare a parameter of the type StreamingDevice instead: " +
        "the client sends the headers that the operation defines.");

    public static readonly DiagnosticDescriptor TransportHeader = Create(
        RuleIds.UnknownParameter,
        Parameter,
        "The client itself sends \"{0}\". To fix this, remove the parameter.");

    public static readonly DiagnosticDescriptor MisspelledParameter = Create(
        RuleIds.UnknownParameter,
        Parameter,
        "The operation \"{0}\" has no parameter \"{1}\". Did you mean \"{2}\"? " +
        "Rename the parameter, or name it with [AdobePassParameter].");

    public static readonly DiagnosticDescriptor UnknownParameter = Create(
        RuleIds.UnknownParameter,
        Parameter,
        "The operation \"{0}\" has no parameter \"{1}\". It has: {2}.");

    public static readonly DiagnosticDescriptor OperationWithoutParameters = Create(
        RuleIds.UnknownParameter,
        Parameter,
        "The operation \"{0}\" has no parameter \"{1}\". It has none.");

    public static readonly DiagnosticDescriptor MissingParameter = Create(
        RuleIds.MissingParameter,
        RequiredParameter,
        "The operation \"{0}\" requires \"{1}\". Add the parameter \"{2} {3}\".");

    public static readonly DiagnosticDescriptor MissingBody = Create(
        RuleIds.MissingParameter,
        RequiredParameter,
        "The operation \"{0}\" requires a body. Add the parameter \"{1} body\".");

    public static readonly DiagnosticDescriptor WrongParameterType = Create(
        RuleIds.WrongParameterType,
        ParameterType,
        "\"{0}\" of the operation \"{1}\" is \"{2}\", not \"{3}\"");

    public static readonly DiagnosticDescriptor UriOfApplicationCall = Create(
        RuleIds.UnsupportedReturnType,
        ReturnType,
        "A method that returns Uri gets the URL for a user agent to open, but the application calls \"{0}\". Return {1}.");

    public static readonly DiagnosticDescriptor UnsupportedReturnType = Create(
        RuleIds.UnsupportedReturnType,
        ReturnType,
        "The return type \"{0}\" is not supported. Return {1} or a ValueTask of the same. " +
        "For the status and the headers, return AdobePassResponse<…> inside it.");

    public static readonly DiagnosticDescriptor WrongBody = Create(
        RuleIds.WrongModel,
        Model,
        "The body of the operation \"{0}\" is \"{1}\", not \"{2}\"");

    public static readonly DiagnosticDescriptor NoResponseBody = Create(
        RuleIds.WrongModel,
        Model,
        "The operation \"{0}\" returns no JSON. Return {1} or Task<AdobePassResponse>.");

    public static readonly DiagnosticDescriptor UnknownModel = Create(
        RuleIds.WrongModel,
        Model,
        "The spec \"{0}\" has no model \"{1}\". The operation \"{2}\" returns \"{3}\".");

    public static readonly DiagnosticDescriptor MisspelledModel = Create(
        RuleIds.WrongModel,
        Model,
        "The spec \"{0}\" has no model \"{1}\"; the closest match is \"{4}\". The operation \"{2}\" returns \"{3}\".");

    public static readonly DiagnosticDescriptor WrongResponse = Create(
        RuleIds.WrongModel,
        Model,
        "The operation \"{0}\" returns \"{1}\", not \"{2}\"");

    public static readonly DiagnosticDescriptor DisposableInterface = Create(
        RuleIds.UnsupportedMember,
        Member,
        "\"{0}\" cannot be implemented, because clients hold nothing to dispose. To fix this, remove {1}.");

    public static readonly DiagnosticDescriptor VarargMember = NotImplemented(RuleIds.UnsupportedMember, "it takes __arglist");

    public static readonly DiagnosticDescriptor StaticMember = NotImplemented(RuleIds.UnsupportedMember, "it is static abstract");

    public static readonly DiagnosticDescriptor Indexer = NotImplemented(RuleIds.UnsupportedMember, "it is an indexer");

    public static readonly DiagnosticDescriptor Property = NotImplemented(RuleIds.UnsupportedMember, "it is a property");

    public static readonly DiagnosticDescriptor Event = NotImplemented(RuleIds.UnsupportedMember, "it is an event");

    public static readonly DiagnosticDescriptor GenericMethod = NotImplemented(RuleIds.UnsupportedMember, "it is generic");

    public static readonly DiagnosticDescriptor ParameterByReference =
        NotImplemented(RuleIds.UnsupportedMember, "it passes a parameter by reference");

    public static readonly DiagnosticDescriptor ReturnByReference = NotImplemented(RuleIds.UnsupportedMember, "it returns by reference");

    public static readonly DiagnosticDescriptor BodyWithoutJsonContext = Create(
        RuleIds.MissingJsonContext,
        JsonContext,
        "\"{0}\" is a type of your own, and the client cannot write it as JSON. " +
        "Name a JsonSerializerContext: [AdobePassApi(JsonContext = typeof(…))], or use {1}.");

    public static readonly DiagnosticDescriptor ResponseWithoutJsonContext = Create(
        RuleIds.MissingJsonContext,
        JsonContext,
        "\"{0}\" is a type of your own, and the client cannot read it from JSON. " +
        "Name a JsonSerializerContext: [AdobePassApi(JsonContext = typeof(…))], or return {1}.");

    public static readonly DiagnosticDescriptor AttributeOutsideMethod =
        NoEffect(RuleIds.AttributeWithoutEffect, "\"{1}\" is not a method. Remove the attribute.");

    public static readonly DiagnosticDescriptor AttributeOutsideInterface = NoEffect(
        RuleIds.AttributeWithoutEffect,
        "\"{1}\" is not an interface, and clients are generated from interfaces alone. " +
        "Move the attribute to the method of the interface, or remove it.");

    public static readonly DiagnosticDescriptor AttributeOnImplementation = NoEffect(
        RuleIds.AttributeWithoutEffect,
        "\"{1}\" is implemented in the interface, and the client does not implement it. Remove the implementation or the attribute.");

    public static readonly DiagnosticDescriptor AttributeOnKnownType = NoEffect(
        RuleIds.AttributeWithoutEffect,
        "\"{1}\" is bound by its type, and a {2} has no name in the spec. Remove the attribute.");

    public static readonly DiagnosticDescriptor AttributeOnUnmarkedInterface = NoEffect(
        RuleIds.AttributeWithoutEffect,
        "\"{1}\" is not marked with [AdobePassApi], and no marked interface inherits it. Mark the interface, or remove the attribute.");

    public static readonly DiagnosticDescriptor AttributeOnBody = NoEffect(
        RuleIds.AttributeWithoutEffect,
        "\"{1}\" is the body of the operation \"{2}\", which has no name of its own. Remove the attribute.");

    public static readonly DiagnosticDescriptor NoCancellationToken = Create(
        RuleIds.NoCancellationToken,
        Cancellation,
        "\"{0}\" takes no cancellation token, so that callers cannot cancel the request. " +
        "Add the parameter \"CancellationToken cancellationToken = default\".");

    public static readonly DiagnosticDescriptor DeprecatedOperation = Create(
        RuleIds.DeprecatedOperation,
        Deprecation,
        "The spec \"{0}\" marks the operation \"{1}\" as deprecated. " +
        "Use another operation, or mark \"{2}\" with [Obsolete] to warn its callers.");

    public static IEnumerable<DiagnosticDescriptor> All =>
    [
        UnknownOperation, MisspelledOperation,
        ParameterIsGivenTwice, SecondDevice, SecondCancellationToken, DeviceHeader, TransportHeader,
        MisspelledParameter, UnknownParameter, OperationWithoutParameters,
        MissingParameter, MissingBody,
        WrongParameterType,
        UriOfApplicationCall, UnsupportedReturnType,
        WrongBody, NoResponseBody, UnknownModel, MisspelledModel, WrongResponse,
        DisposableInterface, VarargMember, StaticMember, Indexer, Property, Event, GenericMethod, ParameterByReference, ReturnByReference,
        BodyWithoutJsonContext, ResponseWithoutJsonContext,
        AttributeOutsideMethod, AttributeOutsideInterface, AttributeOnImplementation, AttributeOnKnownType,
        AttributeOnUnmarkedInterface, AttributeOnBody,
        NoCancellationToken,
        DeprecatedOperation,
    ];

    private static Rule Error(string title, string description) =>
        new(title, RuleCategories.Interfaces, DiagnosticSeverity.Error, description);

    private static DiagnosticDescriptor NotImplemented(string id, string reason) => Create(
        id,
        Member,
        $"\"{{0}}\" cannot be implemented, because {reason}. " +
        "A client implements plain methods. Give other members a default implementation, or move them to another interface.");

    private static DiagnosticDescriptor NoEffect(string id, string reason) =>
        Create(id, Attribute, "[{0}] has no effect: " + reason);

    private static DiagnosticDescriptor Create(string id, Rule rule, string messageFormat) => rule.ToDescriptor(id, messageFormat);
}
