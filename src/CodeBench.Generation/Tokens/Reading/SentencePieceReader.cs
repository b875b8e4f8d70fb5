using CodeBench.Core.Faults;
using CodeBench.Generation.Tokens.SentencePiece;
using Google.Protobuf;

namespace CodeBench.Generation.Tokens.Reading;

/// <summary>Reads a tokenizer.model in SentencePiece's form, of kind BPE and without a character map: Llama 2's, Code Llama's, Mistral's.</summary>
internal static class SentencePieceReader
{
    /// <summary>The tokenizer. Where it puts a space before texts is found out by <see cref="PrefixRuleReader"/>.</summary>
    /// <exception cref="InvalidInputException">The file is damaged, or does what is not supported: all of it is named.</exception>
    public static ReadTokenizer Read(CheckpointFiles files, string path)
    {
        var model = Parse(path);
        Check(model, path);
        var settings = files.ReadJsonIfAny("tokenizer_config.json");
        var named = AddedTokensReader.Read(files, null, settings);
        var added = named.Where(token => token.Id >= model.Pieces.Count).ToList();
        var special = named.Where(token => token.Special && token.Id < model.Pieces.Count && IsText(model.Pieces[token.Id], token.Content)).ToList();
        var tokenizer = new PieceTokenizer(model, added, special, PrefixRuleReader.Read(files, settings, model));
        return new ReadTokenizer(tokenizer, model.Bos >= 0 ? model.Bos : null, model.Eos >= 0 ? [model.Eos] : []);
    }

    private static bool IsText(Piece piece, string text) => piece.Kind is PieceKind.Normal or PieceKind.UserDefined && piece.Text == text;

    private static PieceModel Parse(string path)
    {
        try
        {
            var model = PieceModelReader.Read(File.ReadAllBytes(path));
            return model.Pieces.Count > 0 ? model : throw Wrong(path, null, "There are no pieces in it.");
        }
        catch (InvalidProtocolBufferException)
        {
            throw Wrong(
                path, null, "This is neither a SentencePiece model nor tiktoken's text; the file may be cut off, or be a pointer to the real one: download it again.");
        }
    }

    private static void Check(PieceModel model, string path)
    {
        var faults = new List<Fault>();
        void Refuse(bool isSo, string field, string message)
        {
            if (isSo)
            {
                faults.Add(new Fault(path, null, field, message));
            }
        }

        var kinds = model.Pieces.Select(piece => piece.Kind).ToHashSet();
        Refuse(model.Algorithm != 2, "trainer_spec.model_type", $"Kind {model.Algorithm} is not supported (1 is unigram): BPE, 2, is.");
        Refuse(model.HasCharacterMap, "normalizer_spec.precompiled_charsmap", $"The normalizer {model.Normalizer} is not supported: identity is.");
        Refuse(model.RemovesExtraSpaces, "normalizer_spec.remove_extra_whitespaces", "Taking away spaces is not supported: code needs them.");
        Refuse(!model.EscapesSpaces, "normalizer_spec.escape_whitespaces", "Only models that write spaces as U+2581 are supported.");
        Refuse(model.SpaceIsSuffix, "trainer_spec.treat_whitespace_as_suffix", "Spaces at the ends of words are not supported.");
        Refuse(kinds.Contains(PieceKind.Unused), "pieces", "Unused pieces are not supported.");
        Refuse(!kinds.Contains(PieceKind.Unknown), "pieces", "No piece stands for what is unknown.");
        Refuse(model.Pieces.Any(IsBadByte), "pieces", "A byte's piece is written <0x00> to <0xFF>.");
        Refuse(Math.Max(model.Bos, model.Eos) >= model.Pieces.Count, "trainer_spec", "bos_id or eos_id is beyond the pieces.");
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    private static bool IsBadByte(Piece piece) => piece.Kind == PieceKind.Byte &&
        !(piece.Text.Length == 6 && char.IsAsciiHexDigit(piece.Text[3]) && char.IsAsciiHexDigit(piece.Text[4]));

    private static InvalidInputException Wrong(string path, string? field, string message) => new(new Fault(path, null, field, message));
}
