using System.Text;
using Google.Protobuf;

namespace CodeBench.Generation.Tokens.SentencePiece;

/// <summary>Reads the protocol buffer of a SentencePiece model: the fields that change ids, no others.</summary>
internal static class PieceModelReader
{
    /// <summary>The model.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are no protocol buffer, or are cut off.</exception>
    public static PieceModel Read(byte[] bytes)
    {
        var model = new PieceModel();
        Each(bytes, (field, input) =>
        {
            switch (field)
            {
                case 1:
                    model.Pieces.Add(ReadPiece(input.ReadBytes().ToByteArray()));
                    return true;
                case 2:
                    ReadTrainer(input.ReadBytes().ToByteArray(), model);
                    return true;
                case 3:
                    ReadNormalizer(input.ReadBytes().ToByteArray(), model);
                    return true;
                default:
                    return false;
            }
        });
        return model;
    }

    private static Piece ReadPiece(byte[] bytes)
    {
        var piece = new Piece("", 0, PieceKind.Normal);
        Each(bytes, (field, input) =>
        {
            switch (field)
            {
                case 1:
                    piece = piece with { Text = Encoding.UTF8.GetString(input.ReadBytes().Span) };
                    return true;
                case 2:
                    piece = piece with { Score = input.ReadFloat() };
                    return true;
                case 3:
                    piece = piece with { Kind = (PieceKind)input.ReadEnum() };
                    return true;
                default:
                    return false;
            }
        });
        return piece;
    }

    private static void ReadTrainer(byte[] bytes, PieceModel model) => Each(bytes, (field, input) =>
    {
        switch (field)
        {
            case 3:
                model.Algorithm = input.ReadEnum();
                return true;
            case 24:
                model.SpaceIsSuffix = input.ReadBool();
                return true;
            case 41:
                model.Bos = input.ReadInt32();
                return true;
            case 42:
                model.Eos = input.ReadInt32();
                return true;
            default:
                return false;
        }
    });

    private static void ReadNormalizer(byte[] bytes, PieceModel model) => Each(bytes, (field, input) =>
    {
        switch (field)
        {
            case 1:
                model.Normalizer = input.ReadString();
                return true;
            case 2:
                model.HasCharacterMap = input.ReadBytes().Length > 0;
                return true;
            case 3:
                model.AddsDummyPrefix = input.ReadBool();
                return true;
            case 4:
                model.RemovesExtraSpaces = input.ReadBool();
                return true;
            case 5:
                model.EscapesSpaces = input.ReadBool();
                return true;
            default:
                return false;
        }
    });

    /// <summary>Hands over every field; those that are not taken are skipped.</summary>
    private static void Each(byte[] bytes, Func<int, CodedInputStream, bool> take)
    {
        using var input = new CodedInputStream(bytes);
        while (input.ReadTag() is not 0 and var tag)
        {
            if (!take(WireFormat.GetTagFieldNumber(tag), input))
            {
                input.SkipLastField();
            }
        }
    }
}
