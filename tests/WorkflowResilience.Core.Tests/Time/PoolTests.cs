using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Time;

[TestFixture]
public sealed class PoolTests
{
    [Test]
    public void What_was_returned_is_rented_again()
    {
        var pool = new Pool<Item>();
        var item = new Item();
        pool.Rent().Should().BeNull();
        pool.Return(item);

        // On another processor the search may miss it; on the same it does not.
        SpinWait.SpinUntil(() => ReferenceEquals(pool.Rent(), item), TimeSpan.FromSeconds(20)).Should().BeTrue();
        pool.Rent().Should().BeNull();
        item.Disposals.Should().Be(0);
    }

    [Test]
    public void What_does_not_fit_is_disposed()
    {
        var pool = new Pool<Item>();
        Item[] items = [.. Enumerable.Range(0, 10_000).Select(_ => new Item())];
        foreach (Item item in items) pool.Return(item);

        items.Count(i => i.Disposals == 0).Should().BeInRange(1, 256);
        items.Should().OnlyContain(i => i.Disposals <= 1);
    }

    [Test]
    public void A_closed_pool_disposes_what_it_holds_and_what_comes_back()
    {
        var pool = new Pool<Item>();
        Item held = new(), late = new();
        pool.Return(held);
        pool.Close();
        pool.Return(late);

        held.Disposals.Should().Be(1);
        late.Disposals.Should().Be(1);
        pool.Rent().Should().BeNull();
    }

    [Test]
    [CancelAfter(60_000)]
    public void On_many_threads_nothing_is_rented_to_two_at_once_nor_after_its_disposal()
    {
        var pool = new Pool<Item>();
        int wrong = 0, rented = 0;
        Thread[] threads = [.. Enumerable.Range(0, 6).Select(_ => new Thread(() =>
        {
            var held = new Stack<Item>();
            for (int i = 0; i < 100_000; i++)
            {
                if (i % 3 != 0)
                {
                    Item? item = pool.Rent();
                    if (item is not null) Interlocked.Increment(ref rented);
                    item ??= new Item();
                    if (Interlocked.Exchange(ref item.Owned, 1) != 0 || item.Disposals > 0) Interlocked.Increment(ref wrong);
                    held.Push(item);
                }

                while (held.Count > 0 && (i % 5 == 0 || held.Count > 3))
                {
                    Item item = held.Pop();
                    Volatile.Write(ref item.Owned, 0);
                    pool.Return(item);
                }
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        wrong.Should().Be(0);
        rented.Should().BePositive();
    }

    private sealed class Item : IDisposable
    {
        internal int Owned;
        private int _disposals;

        internal int Disposals => Volatile.Read(ref _disposals);

        public void Dispose() => Interlocked.Increment(ref _disposals);
    }
}
