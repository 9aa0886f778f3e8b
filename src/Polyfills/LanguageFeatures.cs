#if NETSTANDARD2_0

namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler accept init accessors and records.</summary>
internal static class IsExternalInit;

/// <summary>Marks required members.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
internal sealed class RequiredMemberAttribute : Attribute;

/// <summary>Marks what needs a feature of the compiler.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;

    public bool IsOptional { get; init; }
}

#endif
