using System.ComponentModel;

namespace AdobePass.Runtime;

/// <summary>Specifies how a value is written into a URL, a header, a cookie or a form, with the styles of OpenAPI.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ParameterStyle
{
    /// <summary>Values separated by commas, in a path or a header.</summary>
    Simple = 0,

    /// <summary>Values that begin with a dot, in a path.</summary>
    Label = 1,

    /// <summary>Values that begin with a semicolon and the name, in a path.</summary>
    Matrix = 2,

    /// <summary>Pairs of names and values, in a query, a cookie or a form.</summary>
    Form = 3,

    /// <summary>Values separated by spaces, in a query or a form.</summary>
    SpaceDelimited = 4,

    /// <summary>Values separated by pipes, in a query or a form.</summary>
    PipeDelimited = 5,

    /// <summary>Members as names in brackets, in a query or a form.</summary>
    DeepObject = 6,

    /// <summary>The value as JSON.</summary>
    Json = 7,
}
