using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AdobePass.Generators.CodeFixes.Support;

/// <summary>Represents the locals that contain the credentials from a registration.</summary>
internal abstract class IssuedCredentials
{
    private const string IdName = "client_id";
    private const string SecretName = "client_secret";

    private IssuedCredentials(params VariableDeclaratorSyntax[] variables) => Variables = variables;

    /// <summary>Gets the locals that the code after the registration uses.</summary>
    public abstract IReadOnlyList<ISymbol> Symbols { get; }

    public StatementSyntax LastDeclaration => Variables.Select(static each => each.FirstAncestorOrSelf<StatementSyntax>()!)
        .OrderBy(static each => each.SpanStart)
        .Last();

    protected IReadOnlyList<VariableDeclaratorSyntax> Variables { get; }

    /// <summary>Finds the locals in the statements that begin with the registration.</summary>
    public static IssuedCredentials? Find(FixTarget target, IReadOnlyList<StatementSyntax> statements)
    {
        var locals = statements.OfType<LocalDeclarationStatementSyntax>()
            .Where(static each => each.Declaration.Variables is [{ Initializer: not null }])
            .Select(each => (Variable: each.Declaration.Variables[0], Symbol: SymbolOf(target, each.Declaration.Variables[0])))
            .ToList();
        foreach (var (variable, symbol) in locals)
        {
            if (OfPair.Find(variable, symbol) is { } pair)
            {
                return pair;
            }
        }

        var id = locals.FirstOrDefault(each => IsText(each.Symbol) && Reads(target, each.Variable.Initializer!.Value, IdName));
        var secret = locals.FirstOrDefault(each => IsText(each.Symbol) && Reads(target, each.Variable.Initializer!.Value, SecretName));
        if (id.Variable is not null && secret.Variable is not null)
        {
            return new OfStrings(id.Variable, secret.Variable, id.Symbol, secret.Symbol);
        }

        var json = locals.FirstOrDefault(static each => each.Symbol.Type.Name is "JsonElement");
        return id.Variable is null && secret.Variable is null && json.Variable is not null ? new OfJson(json.Variable, json.Symbol) : null;
    }

    /// <summary>Writes the client id, inside the condition.</summary>
    public abstract string WriteId(FixTarget target);

    /// <summary>Writes the client secret, inside the condition.</summary>
    public abstract string WriteSecret(FixTarget target);

    /// <summary>Gets the declarations after the condition.</summary>
    public abstract IReadOnlyList<string> Declarations(string stored);

    /// <summary>Gets the changes of the names in the registration.</summary>
    public virtual IEnumerable<TextChange> Renames(FixTarget target, IReadOnlyList<StatementSyntax> statements) => [];

    /// <summary>Determines whether the code after the registration can use the stored credentials instead.</summary>
    public virtual bool CanBeReplaced(FixTarget target, IReadOnlyList<StatementSyntax> after) => true;

    /// <summary>Gets the changes after the registration.</summary>
    public virtual IEnumerable<TextChange> Replacements(string stored) => [];

    private static ILocalSymbol SymbolOf(FixTarget target, VariableDeclaratorSyntax variable) =>
        (ILocalSymbol)target.Model.GetDeclaredSymbol(variable, target.CancellationToken)!;

    private static bool IsText(ILocalSymbol symbol) => symbol.Type.SpecialType == SpecialType.System_String;

    // json.GetProperty("client_id").GetString(), response.ClientId
    private static bool Reads(FixTarget target, ExpressionSyntax value, string name) =>
        value.DescendantNodesAndSelf().Any(node => node switch
        {
            LiteralExpressionSyntax { Token.Value: string text } => text == name,
            MemberAccessExpressionSyntax access =>
                target.Model.GetSymbolInfo(access, target.CancellationToken).Symbol is IPropertySymbol property && IsNamed(property, name),
            _ => false,
        });

    // The name in JSON, or the name of the property.
    private static bool IsNamed(IPropertySymbol property, string name)
    {
        var json = property.GetAttributes()
            .Where(static each => each.AttributeClass?.Name is "JsonPropertyNameAttribute" or "JsonPropertyAttribute")
            .Select(static each => each.ConstructorArguments is [{ Value: string text }] ? text : null)
            .FirstOrDefault(static text => text is not null);
        return json is null
            ? string.Equals(property.Name.Replace("_", string.Empty), name.Replace("_", string.Empty), StringComparison.OrdinalIgnoreCase)
            : json == name;
    }

    private static string Stored(string stored, bool isSecret) =>
        isSecret ? $"{stored}.Credentials.ClientSecret.Reveal()" : $"{stored}.Credentials.ClientId";

    private static bool MayBeNull(FixTarget target, ExpressionSyntax value) =>
        target.Model.GetTypeInfo(value, target.CancellationToken).Nullability.FlowState == NullableFlowState.MaybeNull;

    private static IEnumerable<TextChange> Rename(
        FixTarget target,
        IReadOnlyList<StatementSyntax> statements,
        VariableDeclaratorSyntax variable,
        string name)
    {
        var symbol = SymbolOf(target, variable);
        yield return new TextChange(variable.Identifier.Span, name);
        foreach (var use in statements.SelectMany(static each => each.DescendantNodes().OfType<IdentifierNameSyntax>()))
        {
            if (use.Identifier.ValueText == symbol.Name
                && SymbolEqualityComparer.Default.Equals(target.Model.GetSymbolInfo(use, target.CancellationToken).Symbol, symbol))
            {
                yield return new TextChange(use.Span, name);
            }
        }
    }

    /// <summary>Two strings.</summary>
    private sealed class OfStrings(VariableDeclaratorSyntax id, VariableDeclaratorSyntax secret, params ISymbol[] symbols)
        : IssuedCredentials(id, secret)
    {
        public override IReadOnlyList<ISymbol> Symbols => symbols;

        public override string WriteId(FixTarget target) => Write(target, Variables[0], "issuedId");

        public override string WriteSecret(FixTarget target) => Write(target, Variables[1], "issuedSecret");

        public override IReadOnlyList<string> Declarations(string stored) =>
        [
            $"var {Variables[0].Identifier.Text} = {Stored(stored, isSecret: false)};",
            $"var {Variables[1].Identifier.Text} = {Stored(stored, isSecret: true)};",
        ];

        public override IEnumerable<TextChange> Renames(FixTarget target, IReadOnlyList<StatementSyntax> statements) =>
            Rename(target, statements, Variables[0], Expressions.UnusedName(target, Variables[0], "issuedId"))
                .Concat(Rename(target, statements, Variables[1], Expressions.UnusedName(target, Variables[1], "issuedSecret")));

        private static string Write(FixTarget target, VariableDeclaratorSyntax variable, string name) =>
            Expressions.UnusedName(target, variable, name) + (MayBeNull(target, variable.Initializer!.Value) ? "!" : string.Empty);
    }

    /// <summary>An object with two strings, which a constructor gets.</summary>
    private sealed class OfPair : IssuedCredentials
    {
        private readonly VariableDeclaratorSyntax _variable;
        private readonly ILocalSymbol _symbol;
        private readonly IPropertySymbol _id;
        private readonly IPropertySymbol _secret;
        private readonly bool _isSecretFirst;

        private OfPair(
            VariableDeclaratorSyntax variable,
            ILocalSymbol symbol,
            IPropertySymbol id,
            IPropertySymbol secret,
            bool isSecretFirst)
            : base(variable) =>
            (_variable, _symbol, _id, _secret, _isSecretFirst) = (variable, symbol, id, secret, isSecretFirst);

        public override IReadOnlyList<ISymbol> Symbols => [_symbol];

        public static OfPair? Find(VariableDeclaratorSyntax variable, ILocalSymbol symbol)
        {
            if (symbol.Type is not INamedTypeSymbol { IsGenericType: false, IsAnonymousType: false, IsTupleType: false } type)
            {
                return null;
            }

            var properties = type.GetMembers().OfType<IPropertySymbol>()
                .Where(static each => each is { IsStatic: false, IsImplicitlyDeclared: false, DeclaredAccessibility: Accessibility.Public })
                .ToList();
            return properties is [{ Type.SpecialType: SpecialType.System_String }, { Type.SpecialType: SpecialType.System_String }]
                && properties.FirstOrDefault(static each => IsNamed(each, IdName)) is { } id
                && properties.FirstOrDefault(static each => IsNamed(each, SecretName)) is { } secret
                && type.InstanceConstructors.FirstOrDefault(static each => each.Parameters.Length == 2)
                    is { Parameters: [var first, var second] }
                && AreNamed(first, second, id, secret) is { } isSecretFirst
                ? new OfPair(variable, symbol, id, secret, isSecretFirst)
                : null;
        }

        public override string WriteId(FixTarget target) => $"{Name(target)}{(IsNullable(target) ? "!" : string.Empty)}.{Write(_id)}";

        public override string WriteSecret(FixTarget target) => $"{Name(target)}.{Write(_secret)}";

        public override IReadOnlyList<string> Declarations(string stored)
        {
            var (id, secret) = (Stored(stored, isSecret: false), Stored(stored, isSecret: true));
            var arguments = _isSecretFirst ? $"{secret}, {id}" : $"{id}, {secret}";
            return [$"var {_variable.Identifier.Text} = new {_symbol.Type.Name}({arguments});"];
        }

        public override IEnumerable<TextChange> Renames(FixTarget target, IReadOnlyList<StatementSyntax> statements) =>
            Rename(target, statements, _variable, Name(target));

        private static bool? AreNamed(IParameterSymbol first, IParameterSymbol second, IPropertySymbol id, IPropertySymbol secret) =>
            IsFor(first, id) && IsFor(second, secret) ? false
            : IsFor(first, secret) && IsFor(second, id) ? true
            : null;

        private static bool IsFor(IParameterSymbol parameter, IPropertySymbol property) =>
            string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase);

        private static string Write(IPropertySymbol property) =>
            property.Name + (property.NullableAnnotation == NullableAnnotation.Annotated ? "!" : string.Empty);

        private string Name(FixTarget target) => Expressions.UnusedName(target, _variable, "issued");

        private bool IsNullable(FixTarget target) =>
            !_symbol.Type.IsValueType && MayBeNull(target, _variable.Initializer!.Value);
    }

    /// <summary>A JSON element, of which the code after the registration reads only the two strings.</summary>
    private sealed class OfJson(VariableDeclaratorSyntax variable, ILocalSymbol symbol) : IssuedCredentials(variable)
    {
        private readonly List<(TextSpan Span, bool IsSecret)> _reads = [];

        public override IReadOnlyList<ISymbol> Symbols => [symbol];

        public override string WriteId(FixTarget target) => Write(target, IdName);

        public override string WriteSecret(FixTarget target) => Write(target, SecretName);

        public override IReadOnlyList<string> Declarations(string stored) => [];

        public override bool CanBeReplaced(FixTarget target, IReadOnlyList<StatementSyntax> after)
        {
            _reads.Clear();
            foreach (var use in after.SelectMany(static each => each.DescendantNodes().OfType<IdentifierNameSyntax>()))
            {
                if (SymbolEqualityComparer.Default.Equals(target.Model.GetSymbolInfo(use, target.CancellationToken).Symbol, symbol))
                {
                    if (ReadAround(use) is not { } read)
                    {
                        return false;
                    }

                    _reads.Add(read);
                }
            }

            return _reads.Any(static read => read.IsSecret);
        }

        public override IEnumerable<TextChange> Replacements(string stored) =>
            _reads.Select(read => new TextChange(read.Span, Stored(stored, read.IsSecret)));

        // json.GetProperty("client_id").GetString()!
        private static (TextSpan Span, bool IsSecret)? ReadAround(IdentifierNameSyntax use) => use.Parent is MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: "GetProperty",
            Parent: InvocationExpressionSyntax
            {
                ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: IdName or SecretName } name }],
                Parent: MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "GetString",
                    Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } read,
                },
            },
        }
                ? ((read.Parent is PostfixUnaryExpressionSyntax suppressed ? suppressed.Span : read.Span), name.Token.Value is SecretName)
                : null;

        private string Write(FixTarget target, string name) =>
            $"{Variables[0].Identifier.Text}.GetProperty(\"{name}\").GetString()"
            + ((target.Model.GetNullableContext(Variables[0].SpanStart) & NullableContext.AnnotationsEnabled) != 0 ? "!" : string.Empty);
    }
}
