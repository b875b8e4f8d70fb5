namespace CodeBench.Training.Tests;

public sealed class TrainingOptionsTests
{
    [Fact]
    public void Faults_OfTheDefaults_AreNone() => Assert.Empty(new TrainingOptions { Out = "x", Starter = "y" }.Faults());

    [Fact]
    public void Faults_OfThreeBadValues_AreThree() => Assert.Equal(
        ["--steps", "--learning-rate", "--vocabulary"],
        new TrainingOptions { Out = "x", Starter = "y", Steps = 0, LearningRate = 2, Vocabulary = 10 }.Faults().Select(fault => fault.Where));
}
