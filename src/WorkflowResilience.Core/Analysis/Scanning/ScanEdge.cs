namespace WorkflowResilience.Analysis;

/// <summary>What must not stand beside one end of a literal. The beginning and the end of the text are always good neighbours.</summary>
/// <remarks>Looked at byte by byte: letters, digits and the underscore are those of ASCII, so that a typographic quote beside a word does not hide it.</remarks>
public enum ScanEdge
{
    /// <summary>Anything may stand there.</summary>
    Any,

    /// <summary>No letter, digit or underscore: the literal is not the part of a longer word.</summary>
    Word,

    /// <summary>
    /// As <see cref="Word"/>, and no point or comma with a digit on its other side: 403 is not found in 1403, 403.5, 12,403, E403 or 403ms, but it is in "status=403." and "(403)".
    /// </summary>
    Number,
}
