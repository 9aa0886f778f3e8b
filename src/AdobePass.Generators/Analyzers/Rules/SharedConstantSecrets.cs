using AdobePass.Generators.Analyzers.CodeModel;
using AdobePass.Generators.Analyzers.Context;
using AdobePass.Generators.Analyzers.HttpUsage;
using AdobePass.Generators.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AdobePass.Generators.Analyzers.Rules;

/// <summary>A constant string that is used as a secret.</summary>
/// <param name="Syntax">The string.</param>
/// <param name="Length">The number of its characters.</param>
/// <param name="IsClientSecret">Whether it is used as a client secret; otherwise, it is used as an access token.</param>
internal sealed record SharedConstantSecret(SyntaxNode Syntax, int Length, bool IsClientSecret);

/// <summary>
/// Finds constant strings that are used as client secrets or access tokens: by constructors of the runtime, and by the places in
/// requests to Adobe Pass where they are sent. For AP3003 and AP3004.
/// </summary>
internal sealed class SharedConstantSecrets
{
    private const string Bearer = "Bearer ";
    private const string SecretKey = "client_secret";

    private readonly FileAnalysis _file;
    private readonly List<SharedConstantSecret> _found = [];
    private readonly HashSet<SyntaxNode> _reported = [];

    private SharedConstantSecrets(FileAnalysis file) => _file = file;

    public static IReadOnlyList<SharedConstantSecret> Find(FileAnalysis file)
    {
        var search = new SharedConstantSecrets(file);
        search.SearchRuntimeTypes();
        search.SearchAuthorizations();
        search.SearchTokenRequests();
        return search._found;
    }

    private void SearchRuntimeTypes()
    {
        var secret = _file.Compilation.GetTypeByMetadataName("AdobePass.ClientSecret");
        var token = _file.Compilation.GetTypeByMetadataName("AdobePass.AccessToken");
        if (secret is null || token is null)
        {
            return;
        }

        foreach (var (block, creation) in _file.OperationsOf<IObjectCreationOperation>())
        {
            var isSecret = SymbolEqualityComparer.Default.Equals(creation.Type, secret);
            if ((isSecret || SymbolEqualityComparer.Default.Equals(creation.Type, token)) && creation.Arguments is [{ Value: var value }])
            {
                Add(isSecret, Trace(block, value));
            }
        }
    }

    private void SearchAuthorizations()
    {
        var headers = FileRequests.All(_file.File, _file.Options.Hosts, _file.CancellationToken)
            .Where(static each => each.Site.Endpoint is { Host: HostKind.Adobe } or { IsAdobePass: true })
            .SelectMany(static each => each.Site.Headers)
            .Concat(_file.Search(SharedHeaderValues.Find).Where(IsOnClientOfAdobe).Select(static each => each.Header));
        foreach (var header in headers.ToList())
        {
            if (!string.Equals(header.Name, "Authorization", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            switch (header)
            {
                case { IsBearer: true, Value: { } token }:
                    Add(isSecret: false, Trace(header.Block, token));
                    break;
                case { Value: { } value }:
                    SearchAuthorization(header.Block, value);
                    break;
                case { Text: { } text }:
                    AddBearer([new TracedString(text, header.Operation)]);
                    break;
                default:
                    break;
            }
        }
    }

    // A default header of a client whose base address is one of Adobe.
    private bool IsOnClientOfAdobe(SharedHeaderValue header) =>
        header is { IsOnClient: true, Header.Headers: IPropertyReferenceOperation { Instance: { } client } }
        && new ClientReader(header.Block, _file.Options.Hosts, _file.CancellationToken).Read(client).BaseAddress is { } address
        && Endpoint.Read(address, null, _file.Options.Hosts).Host == HostKind.Adobe;

    private void SearchAuthorization(CodeBlock block, IOperation value)
    {
        switch (Conversions.WalkDown(value))
        {
            case IObjectCreationOperation { Type.Name: "AuthenticationHeaderValue" } creation:
                if (HttpTypes.Argument(creation.Arguments, "parameter") is { } parameter
                    && HttpTypes.Argument(creation.Arguments, "scheme") is { } scheme
                    && string.Equals(TraceWhole(block, scheme), "Bearer", StringComparison.OrdinalIgnoreCase))
                {
                    Add(isSecret: false, Trace(block, parameter));
                }

                break;
            case IParameterReferenceOperation { Parameter: { Type.Name: "AuthenticationHeaderValue" } own }:
                foreach (var (caller, passed) in AssignedValues.PassedFor(_file.File, own, _file.CancellationToken))
                {
                    if (IsHeaderValue(passed))
                    {
                        SearchAuthorization(caller, passed);
                    }
                }

                break;
            case IConditionalOperation { WhenFalse: { } otherwise } either:
                SearchAuthorization(block, either.WhenTrue);
                SearchAuthorization(block, otherwise);
                break;
            case ICoalesceOperation coalesce:
                SearchAuthorization(block, coalesce.Value);
                SearchAuthorization(block, coalesce.WhenNull);
                break;
            case IInvocationOperation { TargetMethod: { Name: "Parse", ContainingType.Name: "AuthenticationHeaderValue" } } parse:
                AddBearer(Trace(block, parse.Arguments[0].Value));
                break;
            case ILocalReferenceOperation local when block.OnlyValueOf(local.Local) is { } only && IsHeaderValue(only):
                SearchAuthorization(block, only);
                break;
            default:
                AddBearer(Trace(block, value));
                break;
        }
    }

    private static bool IsHeaderValue(IOperation value) =>
        Conversions.WalkDown(value) is IObjectCreationOperation
            or IInvocationOperation { TargetMethod.ContainingType.Name: "AuthenticationHeaderValue" };

    private void AddBearer(IEnumerable<TracedString> texts) => Add(
        isSecret: false,
        texts.Where(static text => text.Text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            .Select(static text => text with { Text = text.Text.Substring(Bearer.Length) }));

    private void SearchTokenRequests()
    {
        if (!_file.Requests.Any(static each => each.Site.Operation.Kind == PassOperationKind.RequestAccessToken))
        {
            return;
        }

        foreach (var block in _file.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (operation.Kind is not (OperationKind.ObjectCreation or OperationKind.Invocation
                    or OperationKind.SimpleAssignment or OperationKind.Tuple))
                {
                    continue;
                }

                if (FindSecret(block, operation) is { } value && !IsForOtherHost(block, operation))
                {
                    Add(isSecret: true, Trace(block, value));
                }
                else if (BodyOf(operation) is { } body && !IsForOtherHost(block, operation))
                {
                    Add(isSecret: true, Trace(block, TextOf(block, body)).Select(SecretInForm).OfType<TracedString>());
                }
            }
        }
    }

    // A form as a string: the body of a request, or what is written into the stream of a WebRequest.
    private static IOperation? BodyOf(IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type.Name: "StringContent" or "ByteArrayContent", Arguments: [{ Value: var body }, ..] } => body,
        IInvocationOperation
        {
            TargetMethod: { Name: "Write" or "WriteAsync", ContainingType.Name: "Stream" or "StreamWriter" or "TextWriter" },
            Arguments: [{ Value: var written }, ..]
        } => written,
        IInvocationOperation { TargetMethod.Name: "UploadString" or "UploadStringTaskAsync", Arguments: [.., { Value: var sent }] } => sent,
        _ => null,
    };

    // The text of a form that is kept in a local, or encoded.
    private static IOperation TextOf(CodeBlock block, IOperation body) => Conversions.WalkDown(body) switch
    {
        ILocalReferenceOperation { Local: var local } when block.OnlyValueOf(local) is { } only and not ILocalReferenceOperation =>
            TextOf(block, only),
        IInvocationOperation { TargetMethod.Name: "GetBytes", Arguments: [{ Value: var text }, ..] } => TextOf(block, text),
        _ => body,
    };

    // Another service in the same file may have a parameter of the same name.
    private bool IsForOtherHost(CodeBlock block, IOperation operation)
    {
        var requests = FileRequests.All(_file.File, _file.Options.Hosts, _file.CancellationToken)
            .Where(each => each.Block == block)
            .Select(static each => each.Site)
            .ToList();
        if (!requests.Any(static each => each.Endpoint.Host == HostKind.Other))
        {
            return false;
        }

        return !requests.Any(each => each.Endpoint.Operation?.Kind == PassOperationKind.RequestAccessToken
            && each.Content is { } content
            && (Contains(content, operation) || IsInValueOf(block, content, operation)));
    }

    private static bool IsInValueOf(CodeBlock block, IOperation content, IOperation operation) => content.DescendantsAndSelf()
        .OfType<ILocalReferenceOperation>()
        .Any(each => (block.OnlyValueOf(each.Local) is { } only && (Contains(only, operation) || IsInValueOf(block, only, operation)))
            || block.ReferencesTo(each.Local).Any(use => Contains(operation, use)));

    private static bool Contains(IOperation outer, IOperation inner) => outer.DescendantsAndSelf().Contains(inner);

    // The body of a token request consists of pairs in dictionaries and forms, or of members of an object.
    private IOperation? FindSecret(CodeBlock block, IOperation operation) => operation switch
    {
        IObjectCreationOperation { Type.Name: "KeyValuePair", Arguments: [var key, var value] }
            when IsSecretKey(block, key.Value) => value.Value,
        IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "KeyValuePair" }, Arguments: [var key, var value] }
            when IsSecretKey(block, key.Value) => value.Value,
        IInvocationOperation { TargetMethod: { Name: "Add" or "TryAdd", Parameters.Length: 2 } method, Arguments: [var key, var value] }
            when IsCollections(method.ContainingNamespace) && IsSecretKey(block, key.Value) => value.Value,
        IInvocationOperation { TargetMethod.Name: "AddParameter" or "AddOrUpdateParameter" } call
            when HttpLibraries.IsRestSharpBuilding(call.TargetMethod)
                && HttpTypes.Argument(call.Arguments, "name") is { } parameter
                && IsSecretKey(block, parameter) => HttpTypes.Argument(call.Arguments, "value"),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [var key] } } assignment
            when IsSecretKey(block, key.Value) => assignment.Value,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: SecretKey } property } } assignment
            when property.ContainingType.IsAnonymousType => assignment.Value,
        ITupleOperation { Elements: [var key, var value] }
            when IsSecretKey(block, key) => value,
        _ => null,
    };

    private static TracedString? SecretInForm(TracedString form)
    {
        const string Key = SecretKey + "=";
        var start = form.Text.IndexOf(Key, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        start += Key.Length;
        var end = form.Text.IndexOf('&', start);
        return form with { Text = end < 0 ? form.Text.Substring(start) : form.Text.Substring(start, end - start) };
    }

    private static bool IsCollections(INamespaceSymbol? space) =>
        NamespaceNames.Of(space).StartsWith("System.Collections", StringComparison.Ordinal);

    private bool IsSecretKey(CodeBlock block, IOperation key) => TraceWhole(block, key) == SecretKey;

    // One of several possible values is enough.
    private IEnumerable<TracedString> Trace(CodeBlock block, IOperation value) =>
        ConstantTracer.Trace(block, value, _file.CancellationToken, arguments: null, TraceReach.Callers);

    private string? TraceWhole(CodeBlock block, IOperation value) =>
        ConstantTracer.TraceWhole(block, value, _file.CancellationToken);

    private void Add(bool isSecret, IEnumerable<TracedString> texts)
    {
        foreach (var text in texts)
        {
            // A whole JWT is reported by AP3001, wherever it is.
            if (text.IsWhole
                && !Placeholder.Is(text.Text, _file.Options.Placeholders)
                && AdobeToken.Find(text.Text, _file.CancellationToken) is null
                && _reported.Add(text.Origin.Syntax))
            {
                _found.Add(new SharedConstantSecret(text.Origin.Syntax, text.Text.Length, isSecret));
            }
        }
    }
}
