using AdobePass.Generators.Shared;

namespace AdobePass.Generators.Catalog;

/// <summary>Finds operations of Dynamic Client Registration and REST API V2.</summary>
internal static class PassOperations
{
    private static readonly char[] Digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

    private static readonly Dictionary<string, PassOperation> ById = PassOperationTable.Rows
        .SelectMany(static operation => new[] { (operation.Id, operation), (operation.PublishedId, operation) })
        .ToDictionary(static pair => Names.Fold(pair.Item1), static pair => pair.operation, StringComparer.Ordinal);

    public static IReadOnlyList<PassOperation> All => PassOperationTable.Rows;

    /// <summary>Gets the method names of the operations in an interface that declares no methods.</summary>
    public static IReadOnlyCollection<string> MethodNames { get; } =
    [
        .. All.SelectMany(static operation => new[] { operation.Id, operation.PublishedId, operation.PublishedId + "1" })
            .Select(static id => Names.Pascal(id) + "Async"),
    ];

    /// <summary>Finds the operation with a method, in any case, and a path.</summary>
    public static PassOperation? FindAt(string method, string path)
    {
        foreach (var operation in All)
        {
            if (operation.Path == path && string.Equals(operation.Method, method, StringComparison.OrdinalIgnoreCase))
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>
    /// Finds the operation with an id from the bundled specs or from Adobe's documents. A number at its end, as in <c>…UsingGET_1</c>, is
    /// ignored.
    /// </summary>
    public static PassOperation? Find(string operationId)
    {
        var folded = Names.Fold(operationId);
        return ById.TryGetValue(folded, out var found) || ById.TryGetValue(folded.TrimEnd(Digits), out found) ? found : null;
    }
}
