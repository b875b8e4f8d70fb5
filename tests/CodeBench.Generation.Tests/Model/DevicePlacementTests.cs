using CodeBench.Core.Faults;
using CodeBench.Generation.Configuration;
using CodeBench.Generation.Model;
using CodeBench.Generation.Model.Rotary;
using CodeBench.Generation.Model.Steps;
using CodeBench.Generation.Tests.Families;
using CodeBench.Generation.Weights;
using CodeBench.Testing;
using static TorchSharp.torch;

namespace CodeBench.Generation.Tests.Model;

/// <summary>A model whose layers lie on several devices says what it says on one.</summary>
public sealed class DevicePlacementTests : IDisposable
{
    private static readonly Device Other = new(TorchSharp.DeviceType.META);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(61, 4, 2)] // the embedding weighs nothing: half of the layers each
    [InlineData(4000, 3, 1)] // embedding and output weigh as much as layers do
    public void Layers_LieOnDevicesInTheirOrder_WithAboutTheSameWeightsOnEach(int vocabulary, int layers, int onFirst)
    {
        var config = Config("Llama 2", vocabulary, layers);
        var placement = DevicePlacement.Of(config, CPU, Other);
        Assert.Equal(layers, placement.Layers.Count);
        Assert.InRange(placement.Layers.Count(layer => layer.type == CPU.type), onFirst, layers - 1);
        Assert.Equal(placement.Layers.Select(layer => layer.type).OrderBy(type => type == Other.type), placement.Layers.Select(layer => layer.type));
        Assert.Equal((CPU.type, Other.type), (placement.First.type, placement.Last.type));
        Assert.Equal(2, placement.Devices.Count);
    }

    [Fact]
    public void TiedEmbeddings_AreMultipliedWhereTheyLie()
    {
        var placement = DevicePlacement.Of(Config("Gemma", 61, 4), CPU, Other);
        Assert.Equal(CPU.type, placement.Last.type);
        Assert.Equal(Other.type, placement.Layers[^1].type);
    }

    [Fact]
    public void MoreDevicesThanLayers_AreRefused()
    {
        var config = Config("Llama 2", 61, 2);
        var exception = Assert.Throws<InvalidInputException>(() => DevicePlacement.Of(config, CPU, CPU, CPU));
        Assert.Contains("--device: names 3 devices, but the model has 2 layers", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Llama 3.1")]
    [InlineData("Mistral with a window")]
    [InlineData("Gemma")]
    [InlineData("StarCoder2")]
    public void LayersOnTwoDevicesThatAreBothCpus_GiveTheSameBits(string name)
    {
        var config = Config(name, 61, 4);
        using var one = Open(config, CPU);
        using var two = Open(config, CPU, CPU);
        using var left = one.NewCache(3, 24);
        using var right = two.NewCache(3, 24);
        foreach (var steps in Steps())
        {
            using var expected = one.Forward(left, steps);
            using var logits = two.Forward(right, steps);
            Assert.Equal(TestDevice.Rows(expected), TestDevice.Rows(logits));
        }
    }

    // Tensors of the device "meta" have sizes and no numbers, so nothing is computed there; but where they are can be seen without a card.
    [Fact]
    public void WeightsCacheAndStep_AreOnTheDeviceOfTheirLayer()
    {
        var config = Config("Mistral with a window", 61, 4);
        var weights = new WeightList(ScalarType.Float32, CPU);
        using var model = new Decoder(config, weights, DevicePlacement.Of(config, CPU, Other));
        weights.Allocate();
        foreach (var weight in weights.All.Where(weight => weight.Parts[0].Name.StartsWith("model.layers.", StringComparison.Ordinal)))
        {
            var layer = int.Parse(weight.Parts[0].Name.Split('.')[2], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(model.Placement.Layers[layer].type, weight.Value.device.type);
        }

        using var scope = NewDisposeScope();
        using var cache = model.NewCache(3, 24);
        foreach (var steps in Steps())
        {
            var layout = new StepLayout(steps, config, new RotaryTable(config.Rotary), cache, null);
            Assert.All(TensorsOf(layout), tensor => Assert.Equal(CPU.type, tensor.device.type));
            var moved = layout.On(Other);
            Assert.All(TensorsOf(moved), tensor => Assert.Equal(Other.type, tensor.device.type));
            Assert.Equal(TensorsOf(layout).Select(tensor => tensor.shape), TensorsOf(moved).Select(tensor => tensor.shape));
            foreach (var (layer, group) in from layer in Enumerable.Range(0, config.Layers) from one in moved.Groups select (layer, one))
            {
                Assert.Equal(model.Placement.Layers[layer].type, cache.Read(layer, group).Keys.device.type);
            }
        }

        IEnumerable<Tensor> TensorsOf(StepLayout step) =>
            [step.Places, step.Cos, step.Sin, step.Last, .. step.Groups.SelectMany(group => config.Windows.Select(group.Mask)).OfType<Tensor>()];
    }

    // A prompt, prompts beside single tokens, and single tokens together, past the window of the family that has one.
    private static IEnumerable<SequenceStep[]> Steps() =>
    [
        [new(0, 0, [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])],
        [new(0, 12, [9]), new(1, 0, [2, 7, 1, 8])],
        [new(0, 13, [7]), new(1, 4, [2]), new(2, 0, [6])],
    ];

    private Decoder Open(DecoderConfig config, params IReadOnlyList<Device> devices) =>
        CheckpointReader.Read(_folder.Path, config, ScalarType.Float32, DevicePlacement.Of(config, devices));

    private DecoderConfig Config(string name, int vocabulary, int layers)
    {
        var config = TinyConfigs.Of(name);
        (config["vocab_size"], config["num_hidden_layers"]) = (vocabulary, layers);
        TinyCheckpoint.Random(config, seed: 17).Write(_folder.Path);
        return DecoderConfigReader.Read(_folder.Path);
    }
}
