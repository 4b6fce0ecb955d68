using System.Text;
using WorkflowResilience.Storage;

namespace WorkflowResilience.Tests.Storage;

internal sealed class FileRecordStoreTests
{
    [Test]
    public async Task Random_changes_and_restarts_agree_with_a_dictionary([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        Dictionary<string, string> model = [];
        var store = FileRecordStore.Open(folder.Path);
        for (int i = 0; i < 400; i++)
        {
            string key = $"k{random.Next(20)}";
            switch (random.Next(10))
            {
                case < 6:
                    string value = $"{i}" + new string('x', random.Next(2000));
                    (await store.CommitAsync([RecordWrite.Put("c", key, Encoding.UTF8.GetBytes(value))], default)).Should().BeTrue();
                    model[key] = value;
                    break;
                case < 9:
                    await store.CommitAsync([RecordWrite.Remove("c", key)], default);
                    model.Remove(key);
                    break;
                default:
                    await store.DisposeAsync();
                    store = FileRecordStore.Open(folder.Path);
                    break;
            }
        }

        IReadOnlyList<StoredRecord> records = await store.ReadAsync("c", default);
        records.ToDictionary(r => r.Key, r => Encoding.UTF8.GetString(r.Value.Span)).Should().Equal(model, "seed {0}", seed);
        await store.DisposeAsync();
    }

    [Test]
    public async Task Cut_at_any_byte_the_store_holds_the_commits_before_it()
    {
        using var folder = new TemporaryFolder();
        await using (var store = FileRecordStore.Open(folder.Path))
        {
            for (int i = 0; i < 8; i++) await store.CommitAsync([RecordWrite.Put("c", "a", Bytes((byte)i)), RecordWrite.Put("c", "b", Bytes((byte)i))], default);
        }

        byte[] whole = await File.ReadAllBytesAsync(folder.Log);
        int last = -1;
        for (int length = 16; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(folder.Log, whole[..length]);
            await using var store = FileRecordStore.Open(folder.Path);
            byte[] values = [.. (await store.ReadAsync("c", default)).Select(r => r.Value.Span[0])];
            values.Distinct().Should().HaveCountLessThanOrEqualTo(1, "a commit is whole, also cut at {0}", length);
            int now = values.Length == 0 ? -1 : values[0];
            now.Should().BeOneOf(last, last + 1);
            last = now;

            // And what is written behind a torn end is found again.
            await store.CommitAsync([RecordWrite.Put("c", "after", Bytes(1))], default);
            await store.DisposeAsync();
            await using var again = FileRecordStore.Open(folder.Path);
            (await again.FindAsync("c", "after", default)).Should().NotBeNull();
        }

        last.Should().Be(7);
    }

    [Test]
    public async Task One_wrong_bit_is_found_wherever_it_is()
    {
        using var folder = new TemporaryFolder();
        await using (var store = FileRecordStore.Open(folder.Path))
        {
            for (int i = 0; i < 4; i++) await store.CommitAsync([RecordWrite.Put("c", $"k{i}", Bytes((byte)i, 7, 7))], default);
        }

        byte[] whole = await File.ReadAllBytesAsync(folder.Log);
        int refused = 0;
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] wrong = [.. whole];
            wrong[at] ^= (byte)(1 << (at % 8));
            await File.WriteAllBytesAsync(folder.Log, wrong);
            try
            {
                await using var store = FileRecordStore.Open(folder.Path);
                IReadOnlyList<StoredRecord> records = await store.ReadAsync("c", default);
                records.Should().HaveCountLessThan(4, "byte {0} is wrong, so the last commit cannot be believed", at);
                records.All(r => r.Key == $"k{r.Value.Span[0]}" && r.Value.Span[1] == 7).Should().BeTrue();
                records.Should().HaveCount(3, "only damage in the last frame may be taken for a torn end (byte {0})", at);
            }
            catch (InvalidDataException refusal)
            {
                refused++;
                refusal.Message.Should().Contain(folder.Log);
                (await File.ReadAllBytesAsync(folder.Log)).Should().Equal(wrong, "nothing may be changed");
            }
        }

        refused.Should().BeGreaterThan(whole.Length / 2);
    }

    [Test]
    public async Task A_tail_of_zeros_is_a_torn_end()
    {
        using var folder = new TemporaryFolder();
        await using (var store = FileRecordStore.Open(folder.Path)) await store.CommitAsync([RecordWrite.Put("c", "k", Bytes(1))], default);
        await File.AppendAllBytesAsync(folder.Log, new byte[4096]);
        await using var again = FileRecordStore.Open(folder.Path);
        (await again.ReadAsync("c", default)).Should().ContainSingle();
    }

    [Test]
    public async Task A_second_process_is_kept_out_and_told_why()
    {
        using var folder = new TemporaryFolder();
        await using var store = FileRecordStore.Open(folder.Path);
        Action second = () => FileRecordStore.Open(folder.Path);
        second.Should().Throw<IOException>().WithMessage("*open in another process*");
    }

    [Test]
    public async Task A_full_disk_refuses_the_commit_and_keeps_the_store_usable([Range(0, 60, 5)] int bytesLeft)
    {
        using var folder = new TemporaryFolder();
        var disk = new FaultyDisk();
        await using (var store = FileRecordStore.Open(folder.Path, (path, mode) => new FaultyFile(path, mode, disk)))
        {
            await store.CommitAsync([RecordWrite.Put("c", "before", new byte[100])], default);
            disk.BytesLeft = bytesLeft;
            Func<Task> full = async () => await store.CommitAsync([RecordWrite.Put("c", "lost", new byte[100])], default);
            (await full.Should().ThrowAsync<IOException>()).WithMessage("*could not be written*No space left*");
            (await store.FindAsync("c", "lost", default)).Should().BeNull();
            disk.BytesLeft = null;
            (await store.CommitAsync([RecordWrite.Put("c", "after", new byte[100])], default)).Should().BeTrue();
        }

        await using var again = FileRecordStore.Open(folder.Path);
        (await again.ReadAsync("c", default)).Select(r => r.Key).Should().BeEquivalentTo("before", "after");
    }

    [Test]
    public async Task A_write_that_cannot_be_taken_back_ends_all_writing()
    {
        using var folder = new TemporaryFolder();
        var disk = new FaultyDisk();
        await using (var store = FileRecordStore.Open(folder.Path, (path, mode) => new FaultyFile(path, mode, disk)))
        {
            await store.CommitAsync([RecordWrite.Put("c", "before", Bytes(1))], default);
            (disk.BytesLeft, disk.CutFails) = (10, true);
            Func<Task> broken = async () => await store.CommitAsync([RecordWrite.Put("c", "lost", Bytes(1))], default);
            (await broken.Should().ThrowAsync<IOException>()).WithMessage("*takes nothing more*");
            (disk.BytesLeft, disk.CutFails) = (null, false);
            (await broken.Should().ThrowAsync<IOException>()).WithMessage("*takes nothing more*");
        }

        await using var again = FileRecordStore.Open(folder.Path);
        (await again.ReadAsync("c", default)).Select(r => r.Key).Should().Equal("before");
    }

    [Test]
    public async Task The_file_stays_small_when_the_same_records_change_again_and_again()
    {
        using var folder = new TemporaryFolder();
        await using (var store = FileRecordStore.Open(folder.Path))
        {
            for (int i = 0; i < 300; i++) await store.CommitAsync([RecordWrite.Put("c", $"k{i % 3}", new byte[20_000])], default);
            await store.CommitAsync([RecordWrite.Put("c", "last", Bytes(1))], default);
        }

        new FileInfo(folder.Log).Length.Should().BeLessThan(2_000_000);
        await using var again = FileRecordStore.Open(folder.Path);
        (await again.ReadAsync("c", default)).Should().HaveCount(4);
        (await again.FindAsync("c", "k0", default))!.Value.Version.Should().Be(100);
    }

    [Test]
    public async Task A_newer_format_is_refused()
    {
        using var folder = new TemporaryFolder();
        await FileRecordStore.Open(folder.Path).DisposeAsync();
        await File.WriteAllTextAsync(folder.Log, "something else altogether");
        Action open = () => FileRecordStore.Open(folder.Path);
        open.Should().Throw<InvalidDataException>().WithMessage("*is no store of this library*");
    }

    [Test]
    public async Task Acknowledged_commits_of_many_threads_are_all_there()
    {
        using var folder = new TemporaryFolder();
        await using (var store = FileRecordStore.Open(folder.Path))
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(t => Task.Run(async () =>
            {
                for (int i = 0; i < 100; i++) (await store.CommitAsync([RecordWrite.Insert("c", $"{t}-{i}", Bytes(1))], default)).Should().BeTrue();
            })));
        }

        await using var again = FileRecordStore.Open(folder.Path);
        (await again.ReadAsync("c", default)).Should().HaveCount(800);
    }

    private static byte[] Bytes(params byte[] bytes) => bytes;
}
