namespace AdobePass.Generators.Analyzers.CodeModel;

/// <summary>How far a search for string values goes.</summary>
internal enum TraceReach
{
    /// <summary>Only values that never change.</summary>
    Fixed,

    /// <summary>Also the values that the file gives to fields and properties that may change.</summary>
    Members,

    /// <summary>Also the values that callers in the file pass for a parameter.</summary>
    Callers,
}
