#if NETSTANDARD2_0

namespace System.Runtime.CompilerServices;

/// <summary>Allows the compiler to use init accessors and records.</summary>
internal static class IsExternalInit;

/// <summary>Indicates that a member is required, or that a type has required members.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
internal sealed class RequiredMemberAttribute : Attribute;

/// <summary>Indicates that a compiler feature is required.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;

    public bool IsOptional { get; init; }
}

#endif
