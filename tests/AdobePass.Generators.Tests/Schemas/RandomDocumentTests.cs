using AdobePass.DocumentFuzzer;

namespace AdobePass.Generators.Tests.Schemas;

/// <summary>A small run of the document fuzzer.</summary>
public class RandomDocumentTests
{
    [Fact]
    public void Random_documents_give_code_that_compiles()
    {
        var documents = new RandomDocuments(seed: 1, folder: null);
        var trial = new Trial();
        for (var i = 0; i < 300; i++)
        {
            var document = documents.Next();
            var outcome = trial.Run(document, binds: i % 5 == 0);
            Assert.True(outcome.Failure is null || outcome.Kind == "slow", $"{outcome.Failure}\n{document}");
        }

        Assert.True(trial.Files > 300);
    }
}
