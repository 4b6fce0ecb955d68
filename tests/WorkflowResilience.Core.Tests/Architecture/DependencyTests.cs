using System.Reflection;

namespace WorkflowResilience.Tests.Architecture;

/// <summary>
/// What may know what. The matrix is a text file; whoever needs a new edge writes it there, where a reader of the change sees it.
/// </summary>
/// <remarks>
/// A folder depends on another when one of its files names a type that the other declares. The limits of this: only names at the margin of a file count as types, a
/// member called like a type counts as its use, a type reached only through <c>var</c> or a dot does not count, nor does one named only inside an interpolated string.
/// </remarks>
[TestFixture]
public sealed class DependencyTests
{
    private static readonly SourceTree s_core = new("WorkflowResilience.Core");

    [Test]
    public void The_core_references_nothing_but_System() =>
        typeof(WorkflowRunner).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => !n.StartsWith("System.", StringComparison.Ordinal) && n != "Microsoft.Win32.Primitives") // the framework's home of Win32Exception
            .Should().BeEmpty();

    [Test]
    public void Folders_depend_on_each_other_as_the_matrix_says_and_the_matrix_says_no_more()
    {
        Dictionary<string, string> folders = s_core.FoldersOfTypes();
        folders.Should().HaveCountGreaterThan(150, "the sources are read");
        var found = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (SourceFile file in s_core.Files)
        {
            if (!found.TryGetValue(file.Folder, out SortedDictionary<string, string>? edges)) found[file.Folder] = edges = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (string word in file.Identifiers)
            {
                if (folders.TryGetValue(word, out string? folder) && folder != file.Folder) edges.TryAdd(folder, $"{file.Path} names {word}");
            }
        }

        Dictionary<string, string[]> allowed = File.ReadAllLines(SourceTree.Tests("Architecture/Approved/dependencies.txt"))
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split(':'))
            .ToDictionary(l => l[0].Trim(), l => l[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        string[] forbidden = [.. found.SelectMany(f => f.Value.Where(e => !allowed.GetValueOrDefault(f.Key, []).Contains(e.Key)).Select(e => $"{f.Key} must not know {e.Key}: {e.Value}"))];
        string[] unused = [.. allowed.SelectMany(a => a.Value.Where(to => !found.TryGetValue(a.Key, out SortedDictionary<string, string>? edges) || !edges.ContainsKey(to)).Select(to => $"{a.Key} does not use {to} any more"))];
        forbidden.Should().BeEmpty();
        unused.Should().BeEmpty();
        allowed.Keys.Should().BeEquivalentTo(found.Keys);
    }

    [Test]
    public void Decisions_do_not_wait_and_are_told_the_time()
    {
        string[] banned = ["async", "await", "Task", "ValueTask", "TimeProvider", "GetTimestamp", "GetUtcNow", "ITimer", "Monitor", "Stopwatch"];
        foreach (SourceFile file in s_core.Files.Where(f => f.Folder is "Backoff" or "CircuitBreaking"))
            file.Identifiers.Intersect(banned, StringComparer.Ordinal).Should().BeEmpty("{0} decides", file.Path);
    }

    [Test]
    public void Only_what_people_call_on_a_circuit_breaker_reads_the_clock()
    {
        var readers = new List<string>();
        foreach (SourceFile file in s_core.Files.Where(f => f.Folder is "Backoff" or "CircuitBreaking"))
        {
            string member = "";
            foreach (string line in file.Code.Split('\n'))
            {
                if (line.StartsWith("    public ", StringComparison.Ordinal) || line.StartsWith("    internal ", StringComparison.Ordinal) || line.StartsWith("    private ", StringComparison.Ordinal))
                    member = line.Contains('(', StringComparison.Ordinal) ? line[..line.IndexOf('(', StringComparison.Ordinal)].Split(' ')[^1] : line;
                if (line.Contains("lock.Now", StringComparison.Ordinal)) readers.Add($"{file.Path}: {member}");
            }
        }

        readers.Should().Equal("CircuitBreaking/CircuitBreaker.cs: Snapshot", "CircuitBreaking/CircuitBreaker.cs: Isolate", "CircuitBreaking/CircuitBreaker.cs: Reset");
    }

    [Test]
    public void There_is_no_static_mutable_state_but_what_is_named_here()
    {
        string[] named =
        [
            "HandleReserve.s_handle", // the handle that is given up when the process has no others: there is one table of handles
            "FailureText.s_withheld", // how many texts were withheld: a counter that nothing decides by
            "Secrets.s_current", // what the host added: texts of exceptions are read where no context reaches
            "SlotPool.t_spare", // a thread's own spare attempt slot: a cache that decides nothing
            "WorkflowRun.s_current", // the one ambient value: the run that the code is in
            "WorkflowRunner.<PassThrough>k__BackingField", // changes nothing by itself
        ];
        Type[] all = [.. typeof(WorkflowRunner).Assembly.GetTypes().Where(t => !t.Name.Contains('<', StringComparison.Ordinal) && t.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is null && !t.IsEnum)];
        string[] found = [.. all.SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => !f.IsLiteral && (!f.IsInitOnly || IsMutable(f.FieldType)) && !IsWrittenByGenerators(f))
            .Select(f => $"{f.DeclaringType!.Name}.{f.Name}").Order(StringComparer.Ordinal)];
        found.Should().BeEquivalentTo(named);
    }

    private static bool IsWrittenByGenerators(FieldInfo field) => field.DeclaringType!.IsSubclassOf(typeof(System.Text.Json.Serialization.JsonSerializerContext));

    // Arrays are left out: those here are tables that nobody writes to, and the language has no frozen one.
    private static bool IsMutable(Type type) =>
        type == typeof(WorkflowRunner)
        || (type.Namespace == "System.Threading" && type.Name is "AsyncLocal`1" or "ThreadLocal`1")
        || type.Namespace == "System.Collections.Concurrent"
        || (type.Namespace == "System.Collections.Generic" && type.Name is "List`1" or "HashSet`1" or "Queue`1" or "Stack`1");
}
