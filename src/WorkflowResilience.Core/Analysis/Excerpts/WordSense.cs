namespace WorkflowResilience.Analysis;

/// <summary>What a word, or two words in a row, say of a line.</summary>
[Flags]
internal enum WordSense
{
    None = 0,

    /// <summary>Something failed, whatever it was: error, failed, cannot.</summary>
    Failing = 1,

    /// <summary>It names what was wrong: refused, denied, no such.</summary>
    Specific = 2,

    /// <summary>Names an error when a colon follows: <c>error:</c>, <c>fatal:</c>.</summary>
    Label = 4,

    /// <summary>The vocabulary of running something: command, process, exit, code.</summary>
    Process = 8,

    /// <summary>How something ended: exited, returned, terminated.</summary>
    Ending = 16,

    /// <summary>Is counted in summaries: errors, failed, passed.</summary>
    Counted = 32,

    /// <summary>Makes the failing word behind it harmless: no error, without, on failure.</summary>
    Negating = 64,

    /// <summary>What comes after a failure or beside it: upload, artifact, cache, clean-up.</summary>
    Aftermath = 128,

    /// <summary>At a line's start: advice, or where to read more.</summary>
    Pointer = 256,

    /// <summary>Makes the whole line harmless: skipped, may, can be ignored.</summary>
    Excusing = 1024,

    /// <summary>May begin two words that mean something together.</summary>
    Opens = 512,
}
