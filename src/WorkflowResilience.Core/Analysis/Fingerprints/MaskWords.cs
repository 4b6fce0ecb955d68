using System.Collections.Frozen;

namespace WorkflowResilience.Analysis;

/// <summary>Words that tell what the token beside them is.</summary>
internal static class MaskWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_codes = Set(
        "errno error err code codes status statuscode signal exit exited exitcode rc sqlstate hresult http curl smtp ftp severity gaierror oserror ioerror win32 fault responded response state");

    // Of errno and of signals: what errno.h and signal.h of Linux call them.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_codeNames =
        ("EPERM ENOENT EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE "
        + "EDEADLK ENAMETOOLONG ENOSYS ENOTEMPTY ELOOP EPROTO EOVERFLOW ENOTSOCK EMSGSIZE EPROTONOSUPPORT EOPNOTSUPP EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED "
        + "ECONNRESET ENOBUFS EISCONN ENOTCONN ETIMEDOUT ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EDQUOT ECANCELED ENOTFOUND EINTEGRITY ERESOLVE EBADENGINE EUSAGE "
        + "SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGXCPU SIGXFSZ SIGSYS")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_doers = Set("exited responded failed returned terminated rejected answered replied ended got died");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_joints = Set("with by of");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_reasons = Set(
        "too service bad not unauthorized forbidden internal gateway client server conflict gone request payment precondition unprocessable locked unavailable method proxy moved payload misdirected");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_told = Set(
        "code error err type reason status errno kind message msg detail details title description error_description error_code errorcode cause exception state sqlstate name_of_error servererror");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_hosts = Set("host hostname lookup nodename servername");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_users = Set("user username account login principal role");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_plain = Set(
        "name names is not key has error or and for was were unreachable down could cannot found timeout failed of the in on at to a an by verification resolution address table "
        + "lacks does did do with from that this be nor machine cpu unknown token id ids may must input data agent limit must does are can could will would should settings setting password access denied");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_durations = Set(
        "ns us µs ms s sec secs second seconds m min mins minute minutes h hr hrs hour hours d day days millisecond milliseconds microseconds nanoseconds");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_sizes = Set("b kb mb gb tb kib mib gib tib byte bytes k g");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_topLevels = Set(
        "com net org io dev local internal svc cluster example test lan corp cloud invalid localdomain localhost de uk eu us co edu gov fr nl ch jp cn ru au ca se info biz ai app site online tech");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_extensions = Set(
        "go c cc cpp cs js ts py rb rs java kt php sh yml yaml json tf sql h hpp vue jsx tsx mjs cjs lua scala swift ex exs dart html css xml gradle log txt md cmake proto fs vb csproj toml "
        + "lock ps1 pl r jar dll so exe zip tgz gz tar whl cfg ini conf env bin tmp out err");

    /// <summary>Whether a number behind the word is a status, an errno, an exit code. Also words that end so: <c>SocketException</c>, <c>statusCode</c>.</summary>
    internal static bool NamesCode(ReadOnlySpan<char> word) =>
        s_codes.Contains(word) || word.StartsWith("HTTP/", StringComparison.Ordinal) || Ends(word, "error") || Ends(word, "exception") || Ends(word, "code") || Ends(word, "status") || Ends(word, "errno");

    /// <summary>Whether the word is itself a code: the name of an errno or of a signal.</summary>
    internal static bool IsCodeName(ReadOnlySpan<char> word) => word.Length is >= 3 and <= 15 && word[0] is 'E' or 'S' && s_codeNames.Contains(word);

    /// <summary>Whether the word names a number and nothing else, so that what follows it is none of a sentence: <c>exitCode: 134 after …</c>.</summary>
    internal static bool OnlyNamesCode(ReadOnlySpan<char> word) => Ends(word, "code") || Ends(word, "errno") || word is "rc" or "errno" or "sqlstate";

    /// <summary>Whether two words before a number make it a code: exited with 3.</summary>
    internal static bool NameCode(ReadOnlySpan<char> doer, ReadOnlySpan<char> joint) => s_joints.Contains(joint) && s_doers.Contains(doer);

    /// <summary>Whether the word begins the reason phrase of an HTTP status.</summary>
    internal static bool BeginsReason(ReadOnlySpan<char> word) => s_reasons.Contains(word);

    /// <summary>Whether a quoted value behind the word says what happened.</summary>
    internal static bool Tells(ReadOnlySpan<char> word) => s_told.Contains(word) || Ends(word, "error") || Ends(word, "code");

    /// <summary>Whether a name behind the word is a host's; also behind ENOTFOUND and EAI_AGAIN, the errors of asking for one.</summary>
    internal static bool NamesHost(ReadOnlySpan<char> word) => s_hosts.Contains(word) || word is "ENOTFOUND" or "AGAIN";

    /// <summary>Whether a name behind the word is a user's. Behind most of them only where a colon or an equals sign stands between.</summary>
    internal static bool NamesUser(ReadOnlySpan<char> word, bool assigned) => assigned ? s_users.Contains(word) : word.Equals("user", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the word belongs to the sentence, so that it is no name of a user or a host.</summary>
    internal static bool IsPlain(ReadOnlySpan<char> word) => s_plain.Contains(word);

    internal static bool IsDuration(ReadOnlySpan<char> word) => s_durations.Contains(word);

    internal static bool IsSize(ReadOnlySpan<char> word) => s_sizes.Contains(word);

    internal static bool IsTopLevel(ReadOnlySpan<char> label) => s_topLevels.Contains(label);

    internal static bool IsExtension(ReadOnlySpan<char> label) => s_extensions.Contains(label);

    private static bool Ends(ReadOnlySpan<char> word, string suffix) => word.Length > suffix.Length && word.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
