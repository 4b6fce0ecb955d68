using System.Collections.Frozen;

namespace WorkflowResilience.Analysis;

/// <summary>The words by which lines of logs are told apart. Mechanisms of speech, not names of tools.</summary>
internal static class Vocabulary
{
    private static readonly FrozenDictionary<string, WordSense>.AlternateLookup<ReadOnlySpan<char>> s_words = Build().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a word says, or two words with one space between. Case does not matter.</summary>
    internal static WordSense Of(ReadOnlySpan<char> words) => s_words.TryGetValue(words, out WordSense sense) ? sense : WordSense.None;

    private static FrozenDictionary<string, WordSense> Build()
    {
        var words = new Dictionary<string, WordSense>(StringComparer.OrdinalIgnoreCase);
        Add(WordSense.Failing | WordSense.Label | WordSense.Process | WordSense.Counted, "error errors failure failures err");
        Add(WordSense.Failing | WordSense.Label, "fatal severe critical panic assertion exception failure/error");
        Add(WordSense.Failing | WordSense.Process | WordSense.Counted, "failed failing fail fails");
        Add(WordSense.Failing, "exceptions cannot unable aborted aborting abort crashed crash broken unknown rejected can't couldn't refusing impossible unhandled uncaught wrong");
        Add(WordSense.Specific,
            "denied refused unreachable unauthorized forbidden throttling throttled exceeded killed oomkilled deadlock undefined unresolved panicked unavailable expired mismatch "
            + "mismatched corrupt corrupted truncated conflict conflicts conflicting invalid unexpected unrecognized unsupported missing illegal malformed incompatible "
            + "exhausted disconnected overloaded preempted evicted insufficient sigkill sigsegv sigbus sigabrt sigint sigterm timeout_error unhealthy inconsistent duplicate "
            + "rate_limited unauthenticated rate_limit_exceeded stale");
        Add(WordSense.Specific,
            "not found|not defined|not authorized|not permitted|not allowed|not exist|not recognized|not supported|not resolve|not connect|not match|not installed|not iterable|not known|"
            + "not trusted|not available|not valid|not provide|not load|not callable|not implemented|not accessible|not enough|not responding|not specified|not present|"
            + "no such|no space|no matching|no route|no rule|no module|no more|no longer|no response|no default|no space|is required|are required|field required|"
            + "timed out|time out|out of|access denied|permission denied|connection refused|connection reset|reset by|hang up|not closed|not find|too many|too large|too long|"
            + "rate limit|rate exceeded|already in|already exists|already taken|read-only file|heap space|core dumped|segmentation fault|bus error|stack overflow|lost communication|"
            + "name resolution|went offline|was broken|been broken|undefined reference|syntax error|merge conflict|was evicted|is closed|broken pipe|bad gateway|gateway timeout|"
            + "gateway time-out|service unavailable|internal server|bad request|certificate has|self-signed certificate|unknown authority|unknown host|unknown option|unknown command|unknown database|unknown type|unknown revision|unknown user|unknown property|unknown object|unknown column|unknown flag|unknown field|deadline exceeded|quota exceeded|"
            + "over quota|over its|lock held|is locked|were unable|stopped hearing|must be|expected but|but found|but was|but got|limit exceeded|limit reached|space left|multiple heads");
        Add(WordSense.Specific,
            "enospc econnrefused econnreset econnaborted etimedout eai_again enotfound epipe emfile enfile enomem eacces eperm enoent eexist eaddrinuse eaddrnotavail ehostunreach "
            + "enetunreach eresolve eintegrity edquot erofs etxtbsy enotempty eproto enotdir eisdir");
        Add(WordSense.Failing, "does not|do not|did not|could not|can not|was not|were not|must not|unable to|failed to|no access");
        Add(WordSense.Opens,
            "not no is are field timed time out access permission connection reset hang too rate already read-only heap core segmentation bus stack lost name went was been "
            + "undefined syntax merge broken bad gateway service internal certificate self-signed unknown deadline quota over lock were stopped must expected but limit space multiple "
            + "does do did could can unable failed script complete full detailed debug clean cleaning");
        Add(WordSense.Process,
            "command commands process processes build builds job jobs task tasks step steps script scripts stage stages action run runs running test tests execution executing execute "
            + "operation program container pod workflow pipeline target goal code status exit with without an a the your this that it was has have had been is are be did in on of at by to "
            + "for and or from during while after due because see above below log logs output details more there were some other one following occurred happened completed complete finished "
            + "stopped cancelled canceled marking marked as result non-zero nonzero zero returned return returning exited exiting terminated ended ending wheel wheels building caused "
            + "reason message none null unsuccessful unsuccessfully successfully all any stopping stop abort aborted aborting please check system receive received signal using via version "
            + "sh bash make cmd exe args line compile compilation previous can found path could would we re");
        Add(WordSense.Ending, "exit exited exiting returned return returning terminated ended finished completed failed non-zero nonzero status");
        Add(WordSense.Counted, "passed passing warning warnings problem problems skipped ignored pending xfailed deselected vulnerabilities total todo");
        Add(WordSense.Negating, "no without zero if any ignore ignoring ignored handle handles handling should when whether expect expects expected never avoid prevent prevents allow may might");
        Add(WordSense.Excusing, "skipped skipping ignore ignored ignoring may might optional deprecated deprecation");
        Add(WordSense.Aftermath, "upload uploads uploaded uploading artifact artifacts cache caches cleanup cleaning unlink report reports notify notification webhook orphan teardown delete deleting remove removing");
        Add(WordSense.Aftermath, "clean up|cleaning up|provided path");
        Add(WordSense.Pointer, "re-run rerun skipped see check visit please hint run try help learn refer consult read find note tip verify retrying waiting pulling downloading collecting testing skipping starting generating installing");
        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        void Add(WordSense sense, string list)
        {
            foreach (string word in list.Split(list.Contains('|', StringComparison.Ordinal) ? '|' : ' ', StringSplitOptions.RemoveEmptyEntries))
                words[word] = words.GetValueOrDefault(word) | sense;
        }
    }
}
