namespace CodeBench.Generation.Tokens.Reading;

/// <summary>Reads the post_processor of a tokenizer.json: what is put before a prompt.</summary>
internal static class PostProcessorReader
{
    /// <summary>The id that is put before every text; null for none.</summary>
    /// <exception cref="CodeBench.Core.Faults.InvalidInputException">A part is not understood: it is named.</exception>
    public static int? ReadBos(JsonNodeAt? processor)
    {
        switch (processor?.Type)
        {
            case null or "ByteLevel":
                return null;
            case "Sequence":
                return processor.Need("processors").Items.Select(ReadBos).FirstOrDefault(id => id is not null);
            case "TemplateProcessing":
                return ReadTemplate(processor);
            default:
                throw processor.Wrong(
                    $"The post-processor {processor.Type} is not supported: Sequence, TemplateProcessing and ByteLevel are.");
        }
    }

    private static int? ReadTemplate(JsonNodeAt template)
    {
        // What follows the text, an end of sequence, is for training: a prompt must not have it.
        var before = template.Need("single").Items.TakeWhile(part => part["Sequence"] is null).ToList();
        if (before.Count == 0)
        {
            return null;
        }

        var name = before[0].Need("SpecialToken").Need("id").Text;
        var ids = template.Need("special_tokens").Need(name).Need("ids").Items.ToList();
        return before.Count == 1 && ids.Count == 1
            ? ids[0].Id
            : throw template.Wrong("More than one token before the text is not supported.");
    }
}
