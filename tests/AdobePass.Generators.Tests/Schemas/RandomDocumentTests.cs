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
        Assert.True(trial.Bound > 40);
    }

    [Fact]
    public void Documents_of_a_block_depend_on_the_seed_and_the_block_alone()
    {
        static List<string> Create(int seed, int block)
        {
            var documents = new RandomDocuments(seed, folder: null, block);
            return [.. Enumerable.Range(0, 20).Select(_ => documents.Next())];
        }

        Assert.Equal(Create(1, 7), Create(1, 7));
        Assert.NotEqual(Create(1, 7), Create(1, 8));
        Assert.NotEqual(Create(1, 7), Create(2, 7));
    }

    [Fact]
    public void Minimizer_keeps_what_fails()
    {
        const string Document = """{"a":[1,{"b":"x, ]","c":"\\"}],"d":{"e":["wanted",2]},"f":null}""";

        var smallest = Minimizer.Minimize(Document, static text => text.Contains("\"wanted\"", StringComparison.Ordinal));

        Assert.Equal("""{"d":{"e":["wanted"]}}""", smallest);
    }
}
