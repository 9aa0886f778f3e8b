using System.Runtime.CompilerServices;

namespace AdobePass.Generators.Shared;

/// <summary>Contains options for the compiler of the runtime.</summary>
internal static class Jit
{
    /// <summary>
    /// <c>MethodImplOptions.AggressiveOptimization</c>, which .NET Standard 2.0 does not declare. For loops over the characters of a file:
    /// without it, .NET runs them unoptimized until long after the first generation. .NET Framework ignores it.
    /// </summary>
    public const MethodImplOptions Optimized = (MethodImplOptions)512;
}
