namespace WorkflowResilience.Analysis;

/// <summary>Writes what an <see cref="ImageCursor"/> reads and a <see cref="BinaryWriter"/> has no method for.</summary>
internal static class ImageValues
{
    internal static void WriteTextOrNull(this BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    internal static void WriteTexts(this BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (string text in texts) writer.Write(text);
    }

    internal static void WriteInts(this BinaryWriter writer, IReadOnlyList<int> numbers)
    {
        writer.Write7BitEncodedInt(numbers.Count);
        foreach (int number in numbers) writer.Write7BitEncodedInt(number);
    }
}
