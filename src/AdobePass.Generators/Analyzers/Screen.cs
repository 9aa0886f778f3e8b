using AdobePass.Generators.Endpoints;
using AdobePass.Generators.Requests;
using AdobePass.Generators.Screening;

namespace AdobePass.Generators.Analyzers;

/// <summary>What a rule may know of a file before anything in it is bound.</summary>
internal readonly record struct Screen(FileFacts File, ProjectFacts Facts, ProjectContext Project, CancellationToken CancellationToken)
{
    /// <summary>Whether the file uses the runtime's types.</summary>
    public bool UsesRuntime => Facts.UsesRuntime && File.Mention(Mentions.Runtime);

    /// <summary>Whether the file sends HTTP requests, in a project that knows Adobe Pass, or names an address of Adobe Pass itself.</summary>
    public bool MayCallAdobePass =>
        File.Mention(Mentions.Endpoint) || (Facts.IsAboutAdobePass(CancellationToken) && File.CalledNames(CancellationToken).Overlaps(HttpTypes.Verbs.Keys));

    /// <summary>Whether the file calls generated clients.</summary>
    public bool MayCallGeneratedClient
    {
        get
        {
            if (!Facts.UsesRuntime)
            {
                return false;
            }

            var called = File.CalledNames(CancellationToken);
            return called.Overlaps(PassOperations.MethodNames) || called.Overlaps(Facts.MarkedMethods(CancellationToken));
        }
    }
}
