namespace AdobePass.Testing;

/// <summary>Specifies what a recorded run shows about a requirement.</summary>
public enum ConformanceStatus
{
    /// <summary>The run does not show the requirement. The reason says what would.</summary>
    NotExercised = 0,

    /// <summary>The run keeps the requirement.</summary>
    Kept,

    /// <summary>The run breaks the requirement.</summary>
    Broken,
}
