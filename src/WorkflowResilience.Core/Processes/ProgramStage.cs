namespace WorkflowResilience.Processes;

/// <summary>An external program as a stage's work: <see cref="RunAsync"/> is a delegate for a stage.</summary>
/// <remarks>
/// <para>Immutable and safe to share; each call of <see cref="RunAsync"/> starts the program anew. There is no shell between: arguments reach the program as they are.</para>
/// <para>
/// A cancelled call kills the program and every process below it in the process tree (SIGKILL on Unix), waits for its end and then throws. What has left the tree lives on,
/// as no portable way leads to it: daemons whose parent has ended, and processes that the program left behind when it ended by itself.
/// </para>
/// </remarks>
/// <example><code>
/// var clone = ProgramStage.Of("git", "clone", url, directory) with { Environment = new Dictionary&lt;string, string?&gt; { ["GIT_TERMINAL_PROMPT"] = "0" } };
/// ProgramResult result = await run.StageAsync(WorkflowStage.RepositoryClone, clone.RunAsync);
/// </code></example>
public sealed record ProgramStage
{
    private ProgramStage(string program, IReadOnlyList<string> arguments)
    {
        Program = program;
        Arguments = arguments;
    }

    /// <summary>
    /// The program: a bare name is looked for in <c>PATH</c> (that of <see cref="Environment"/> if it sets one), and never in the current directory; a relative path is
    /// taken from the host's current directory. Windows follows its own rules.
    /// </summary>
    public string Program { get; }

    /// <summary>The arguments, one element each, without quoting.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Where the program runs. Default null: the host's current directory. A directory that does not exist when the program is to start is an error.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Variables set on top of the host's environment; a null value removes one. Default none.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init => field = Given(value, nameof(Environment)); } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>
    /// The text on the standard input, in UTF-8. Default null: the input is closed at once, so that a program that asks gets no answer instead of waiting for one. A program
    /// that does not read it to the end is no error.
    /// </summary>
    public string? Input { get; init; }

    /// <summary>The exit codes that are no failure. Default 0 alone.</summary>
    public IReadOnlyList<int> AcceptedExitCodes { get; init => field = [.. Given(value, nameof(AcceptedExitCodes))]; } = [0];

    /// <summary>How many of the last lines are kept. From 0 to 100,000. Default 200.</summary>
    public int MaxOutputLines
    {
        get;
        init => field = InRange(value, 0, 100_000, nameof(MaxOutputLines));
    } = 200;

    /// <summary>How many characters of a line are kept; a longer one is cut and says by how much. From 16 to 1,000,000. Default 4096.</summary>
    public int MaxLineLength
    {
        get;
        init => field = InRange(value, 16, 1_000_000, nameof(MaxLineLength));
    } = 4096;

    /// <summary>
    /// How long, after the program has ended, its output is read on while processes that it left behind hold its streams; and how long a killed program's end is awaited.
    /// From 0 to 1 day. Default 2 s.
    /// </summary>
    public TimeSpan DrainTime
    {
        get;
        init => field = InRange(value, TimeSpan.Zero, TimeSpan.FromDays(1), nameof(DrainTime));
    } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Told of each line, one at a time and in the order of arrival, on a thread of the pool. Must be quick: while it runs, the program's output waits. What it throws is
    /// counted (<see cref="ProgramResult.CallbackFailures"/>) and changes nothing. Default null.
    /// </summary>
    public Action<ProgramLine>? OnLine { get; init; }

    /// <summary>The time that measures and bounds the run. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init => field = Given(value, nameof(TimeProvider)); } = TimeProvider.System;

    /// <summary>What every line passes through before anything else sees it. Null (default): redaction, line by line for each stream.</summary>
    internal Func<string, string>? Redact { get; init; }

    /// <summary>What errors call the program.</summary>
    internal string FileName => Path.GetFileName(Path.TrimEndingDirectorySeparator(Program));

    /// <summary>A program and its arguments.</summary>
    /// <param name="program">The program; see <see cref="Program"/>.</param>
    /// <param name="arguments">The arguments, one element each.</param>
    /// <returns>The stage's work, to be refined with a <c>with</c> expression.</returns>
    /// <exception cref="ArgumentException">The program is empty, or an argument is null or contains a NUL character, which no operating system can pass.</exception>
    public static ProgramStage Of(string program, params IEnumerable<string> arguments)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(program);
        ArgumentNullException.ThrowIfNull(arguments);
        string[] list = [.. arguments];
        int bad = Array.FindIndex(list, argument => argument is null || argument.Contains('\0', StringComparison.Ordinal));
        if (bad >= 0) throw new ArgumentException($"Argument {bad + 1} of the program '{program}' is null or contains a NUL character.", nameof(arguments));
        return new ProgramStage(program, list);
    }

    /// <summary>Starts the program and waits for its end.</summary>
    /// <param name="cancellationToken">Kills the program and the processes below it. Ignored once the program has ended by itself.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="ProgramFailedException">The exit code is not accepted.</exception>
    /// <exception cref="ProgramNotStartedException">The program cannot be started.</exception>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled: before the start, or while the program ran, then as a <see cref="ProgramStoppedException"/> with what it said last.
    /// </exception>
    public async ValueTask<ProgramResult> RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var run = new ProgramRun(this);
        return await run.CompleteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The program's file name alone: arguments, environment and input may hold secrets.</summary>
    /// <returns>The file name.</returns>
    public override string ToString() => FileName;

    private static T Given<T>(T? value, string name)
        where T : class => value ?? throw new ArgumentNullException(name, $"{name} is null; leave it out for its default.");

    private static T InRange<T>(T value, T least, T most, string name)
        where T : struct, IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is from {least} to {most}.");
}
