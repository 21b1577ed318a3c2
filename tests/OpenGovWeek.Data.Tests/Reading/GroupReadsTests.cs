using Xunit;

namespace OpenGovWeek.Data.Tests.Reading;

public sealed class GroupReadsTests
{
    private readonly List<IReadOnlyCollection<int>> readings = [];
    private readonly Queue<TaskCompletionSource> gates = new();
    private int value = 1;

    [Fact]
    public async Task All_who_ask_while_one_reading_is_under_way_share_the_next()
    {
        var (reads, first) = (NewReads(), Gate());

        var alone = reads.ReadAsync(0, TestContext.Current.CancellationToken);
        await Eventually(() => readings.Count == 1);
        var others = Enumerable.Range(1, 300).Select(question => reads.ReadAsync(question % 100, TestContext.Current.CancellationToken)).ToList();
        first.SetResult();

        Assert.Equal("0 is 1", await alone);
        Assert.Equal(Enumerable.Range(1, 300).Select(question => $"{question % 100} is 1"), await Task.WhenAll(others));
        Assert.Equal([1, 100], readings.Select(asked => asked.Count));
    }

    [Fact]
    public async Task Nobody_is_answered_by_a_reading_that_had_begun_before_he_asked()
    {
        var (reads, first) = (NewReads(), Gate());
        var earlier = reads.ReadAsync(0, TestContext.Current.CancellationToken);
        await Eventually(() => readings.Count == 1);

        value = 2;
        var later = reads.ReadAsync(0, TestContext.Current.CancellationToken);
        first.SetResult();

        Assert.Equal("0 is 1", await earlier);
        Assert.Equal("0 is 2", await later);
    }

    [Fact]
    public async Task A_crowd_is_read_in_pieces_that_a_query_can_hold()
    {
        var (reads, first) = (NewReads(), Gate());
        var alone = reads.ReadAsync(-2, TestContext.Current.CancellationToken);
        await Eventually(() => readings.Count == 1);

        var crowd = Enumerable.Range(0, 1_000).Select(question => reads.ReadAsync(question, TestContext.Current.CancellationToken)).ToList();
        first.SetResult();
        await Task.WhenAll([alone, .. crowd]);

        Assert.Equal([1, 400, 400, 200], readings.Select(asked => asked.Count));
    }

    [Fact]
    public async Task Whoever_asked_first_is_read_for_first()
    {
        var (reads, first, second) = (NewReads(), Gate(), Gate());
        var alone = reads.ReadAsync(-2, TestContext.Current.CancellationToken);
        await Eventually(() => readings.Count == 1);
        var early = Enumerable.Range(0, 800).Select(question => reads.ReadAsync(question, TestContext.Current.CancellationToken)).ToList();
        first.SetResult();
        await Eventually(() => readings.Count == 2);

        var late = Enumerable.Range(800, 400).Select(question => reads.ReadAsync(question, TestContext.Current.CancellationToken)).ToList();
        second.SetResult();
        await Task.WhenAll([alone, .. early, .. late]);

        Assert.Equal(Enumerable.Range(400, 400), readings[2].Order());
    }

    [Fact]
    public async Task What_has_no_answer_is_null_and_a_fault_is_of_those_who_asked_then()
    {
        var reads = NewReads();
        Assert.Null(await reads.ReadAsync(-1, TestContext.Current.CancellationToken));

        var gate = Gate();
        var failing = reads.ReadAsync(7, TestContext.Current.CancellationToken);
        gate.SetException(new TimeoutException("The database is away."));

        await Assert.ThrowsAsync<TimeoutException>(() => failing);
        Assert.Equal("7 is 1", await reads.ReadAsync(7, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_leaves_ends_it_for_nobody_else()
    {
        var (reads, gate) = (NewReads(), Gate());
        using var leaving = new CancellationTokenSource();
        var left = reads.ReadAsync(5, leaving.Token);
        await Eventually(() => readings.Count == 1);
        var stays = reads.ReadAsync(5, TestContext.Current.CancellationToken);
        var goes = reads.ReadAsync(5, leaving.Token);

        await leaving.CancelAsync();
        gate.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => goes);
        Assert.Equal("5 is 1", await stays);
    }

    private static Task Eventually(Func<bool> condition) => Testing.Eventually.TrueAsync(condition, "the reading began");

    private GroupReads<int, string> NewReads() => new(async asked =>
    {
        // What is true when the reading begins.
        var now = value;
        var gate = gates.TryDequeue(out var next) ? next.Task : Task.CompletedTask;
        readings.Add(asked);
        await gate;
        return asked.Where(question => question != -1).ToDictionary(question => question, question => $"{question} is {now}");
    });

    private TaskCompletionSource Gate()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gates.Enqueue(gate);
        return gate;
    }
}
