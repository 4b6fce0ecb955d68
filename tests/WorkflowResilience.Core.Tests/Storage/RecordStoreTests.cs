using System.Text;
using WorkflowResilience.Storage;

namespace WorkflowResilience.Tests.Storage;

/// <summary>What every store promises.</summary>
[TestFixture(false)]
[TestFixture(true)]
internal sealed class RecordStoreTests(bool onFiles)
{
    private TemporaryFolder _folder = null!;
    private IRecordStore _store = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        _store = onFiles ? FileRecordStore.Open(_folder.Path) : new InMemoryRecordStore();
    }

    [TearDown]
    public async Task Close()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task What_was_written_is_read_and_its_version_counts()
    {
        (await _store.CommitAsync([RecordWrite.Insert("a", "k", Bytes("1"))], default)).Should().BeTrue();
        (await _store.CommitAsync([RecordWrite.Put("a", "k", Bytes("2"))], default)).Should().BeTrue();
        StoredRecord? record = await _store.FindAsync("a", "k", default);
        record!.Value.Version.Should().Be(2);
        Text(record.Value).Should().Be("2");
        (await _store.FindAsync("b", "k", default)).Should().BeNull();
        (await _store.ReadAsync("b", default)).Should().BeEmpty();
    }

    [Test]
    public async Task A_commit_is_all_or_nothing()
    {
        await _store.CommitAsync([RecordWrite.Put("a", "k", Bytes("1"))], default);
        (await _store.CommitAsync([RecordWrite.Put("a", "x", Bytes("1")), RecordWrite.Insert("a", "k", Bytes("2"))], default)).Should().BeFalse();
        (await _store.FindAsync("a", "x", default)).Should().BeNull();
        (await _store.CommitAsync([RecordWrite.Delete("a", "k", 2)], default)).Should().BeFalse();
        (await _store.CommitAsync([RecordWrite.Delete("a", "k", 1), RecordWrite.Insert("a", "k", Bytes("3"))], default)).Should().BeTrue("a later change sees an earlier one");
        (await _store.FindAsync("a", "k", default))!.Value.Version.Should().Be(1);
    }

    [Test]
    public async Task A_value_belongs_to_the_store_once_it_is_written()
    {
        byte[] value = Bytes("before");
        await _store.CommitAsync([RecordWrite.Put("a", "k", value)], default);
        value[0] = (byte)'x';
        Text((await _store.FindAsync("a", "k", default))!.Value).Should().Be("before");
    }

    [Test]
    public async Task Removing_what_is_not_there_is_no_problem()
    {
        (await _store.CommitAsync([RecordWrite.Remove("a", "k")], default)).Should().BeTrue();
        (await _store.CommitAsync([], default)).Should().BeTrue();
    }

    [Test]
    public async Task Of_many_that_replace_the_same_version_one_wins()
    {
        await _store.CommitAsync([RecordWrite.Put("a", "n", Bytes("0"))], default);
        int won = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 50;)
            {
                StoredRecord now = (await _store.FindAsync("a", "n", default))!.Value;
                int next = int.Parse(Text(now)) + 1;
                if (!await _store.CommitAsync([RecordWrite.Replace("a", "n", now.Version, Bytes(next.ToString()))], default)) continue;
                Interlocked.Increment(ref won);
                i++;
            }
        })));
        won.Should().Be(400);
        Text((await _store.FindAsync("a", "n", default))!.Value).Should().Be("400");
    }

    [Test]
    public void Keys_and_values_are_bounded()
    {
        Action key = () => RecordWrite.Put("a", new string('k', 513), default);
        Action value = () => RecordWrite.Put("a", "k", new byte[RecordWrite.MaxValueLength + 1]);
        Action empty = () => RecordWrite.Put("a", "", default);
        key.Should().Throw<ArgumentException>().WithMessage("*513*512*");
        value.Should().Throw<ArgumentException>();
        empty.Should().Throw<ArgumentException>();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(StoredRecord record) => Encoding.UTF8.GetString(record.Value.Span);
}
