namespace WorkflowResilience.Argo;

/// <summary>What a stage runs: a program of an image, or a script.</summary>
/// <remarks>Immutable. An image is written as given; one without a tag or digest, or with <c>latest</c>, is another one tomorrow.</remarks>
public abstract record ArgoWork
{
    private ArgoWork() { }

    /// <summary>The image.</summary>
    public required string Image { get; init; }

    /// <summary>A program of an image, without a shell.</summary>
    /// <param name="image">The image.</param>
    /// <param name="command">The program and its first arguments; at least the program.</param>
    /// <param name="args">More arguments, which may be values of the run.</param>
    /// <returns>The work.</returns>
    public static ArgoWork Container(string image, IReadOnlyList<string> command, params IReadOnlyList<ArgoValue> args)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(args);
        return new ContainerWork([.. command], [.. args]) { Image = image };
    }

    /// <summary>A script for bash, which stops at the first error, unset variable or failed part of a pipe.</summary>
    /// <param name="image">An image that has bash.</param>
    /// <param name="source">The script. It gets values by its environment; one with <c>{{</c> is refused.</param>
    /// <returns>The work.</returns>
    public static ArgoWork Script(string image, string source) => Script(image, source, "bash", "-euo", "pipefail");

    /// <summary>A script for some interpreter.</summary>
    /// <param name="image">An image that has it.</param>
    /// <param name="source">The script. It gets values by its environment; one with <c>{{</c> is refused.</param>
    /// <param name="interpreter">The interpreter with its options; the name of the script's file is put behind them.</param>
    /// <returns>The work.</returns>
    public static ArgoWork Script(string image, string source, params IReadOnlyList<string> interpreter)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(interpreter);
        return new ScriptWork(source.ReplaceLineEndings("\n"), [.. interpreter]) { Image = image };
    }

    /// <summary>A program.</summary>
    /// <param name="Command">The program and its first arguments.</param>
    /// <param name="Args">More arguments.</param>
    public sealed record ContainerWork(IReadOnlyList<string> Command, IReadOnlyList<ArgoValue> Args) : ArgoWork;

    /// <summary>A script.</summary>
    /// <param name="Source">The text.</param>
    /// <param name="Interpreter">What runs it.</param>
    public sealed record ScriptWork(string Source, IReadOnlyList<string> Interpreter) : ArgoWork
    {
        /// <summary>
        /// Whether <c>{{…}}</c> may stand in the text. Argo pastes values there before the interpreter reads them: whoever sets such a value can run commands. Default false.
        /// </summary>
        public bool AllowsTemplateTags { get; init; }

        internal bool IsBash => Interpreter is [{ } shell, ..] && shell[(shell.LastIndexOf('/') + 1)..] is "bash";
    }
}
