using Xunit.Abstractions;

namespace AdobePass.Generators.Tests.Accuracy;

/// <summary>Recall and precision on seeded sources. The tables name every form; those that a rule does not support count for neither.</summary>
public class AccuracyTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Missing_device_information_is_detected_with_the_required_accuracy()
    {
        var score = await Score.OfAsync([.. DeviceInfoSeeds.All(new Random(2001), 1200)]);

        Hold(score);
    }

    [Theory]
    [InlineData("AP1001")]
    [InlineData("AP1004")]
    public async Task Responses_that_are_not_stored_are_detected_with_the_required_accuracy(string rule)
    {
        var score = await Score.OfAsync([.. RetentionSeeds.All(rule, new Random(1001), 900)]);

        Hold(score);
    }

    [Theory]
    [InlineData("AP3003")]
    [InlineData("AP3004")]
    public async Task Constant_secrets_are_detected_with_the_required_accuracy(string rule)
    {
        var score = await Score.OfAsync([.. SecretSeeds.All(rule, new Random(3003), 1200)]);

        Hold(score);
    }

    private void Hold(Score score)
    {
        output.WriteLine(score.Table());
        foreach (var seed in score.Missed.Take(3))
        {
            output.WriteLine($"missed: {seed.Kind}\n{seed.Source}");
        }

        foreach (var seed in score.FalseAlarms.Take(3))
        {
            output.WriteLine($"false alarm: {seed.Kind}\n{seed.Source}");
        }

        Assert.Empty(score.Missed);
        Assert.Empty(score.FalseAlarms);
    }
}
