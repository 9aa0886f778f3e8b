namespace AdobePass.Entitlements;

/// <summary>The words for outcomes of the catalogue in metrics and traces.</summary>
internal static class CatalogOutcomeTag
{
    internal static string Of(CatalogAccess catalog) =>
        catalog.Failure is not null ? "failed" : catalog.IsSignInRequired ? "sign_in_required" : "complete";
}
