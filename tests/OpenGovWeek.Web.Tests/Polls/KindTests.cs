using System.Net;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Console;
using Xunit;

namespace OpenGovWeek.Web.Tests.Polls;

/// <summary>Each kind of poll over the API and over the forms of pages without a script.</summary>
public sealed class KindTests
{
    public static TheoryData<PollKind> Kinds => [.. Enum.GetValues<PollKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_poll_is_created_opened_answered_closed_and_counted(PollKind kind)
    {
        await using var stage = await Stage.SetAsync();
        var (second, _) = await stage.Event.NewAttendeeAsync();
        var body = Draft(Guid.CreateVersion7(), kind);
        using var created = await stage.PostAsync("polls", body);
        using var again = await stage.PostAsync("polls", body);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, again.StatusCode));
        var draft = await TestBrowser.ReadAsync<PollView>(created);
        Assert.Equal((kind, PollStatus.Draft, 0), (draft.Kind, draft.Status, draft.Position));
        Assert.Equal(ExpectedChoices(kind), draft.Choices.Count);
        Assert.Equal(kind switch { PollKind.MultipleChoice => (2, 3), PollKind.WordCloud => (1, 3), _ => ((int?)null, (int?)null) }, (draft.Least, draft.Most));
        Assert.Equal(kind == PollKind.Rating ? ("Nada", "Mucho") : (null, null), (draft.Low, draft.High));

        await stage.PollAsync(await stage.PollAsync(draft.Id), PollAction.Open);
        var mine = await AnswerAsync(stage, stage.Attendee, draft, kind, first: true);
        Assert.Equal(kind is PollKind.WordCloud or PollKind.OpenText, mine.Texts is not null);
        await AnswerAsync(stage, second, draft, kind, first: false);
        Assert.Equal((2, null), ((await SeenAsync(stage, stage.Moderator, draft.Id)).Ballots, (await SeenAsync(stage, stage.Moderator, draft.Id)).Counts));
        var hidden = await SeenAsync(stage, stage.Attendee, draft.Id);
        Assert.Equal((null, null, null), (hidden.Ballots, hidden.Counts, hidden.Version));

        await stage.PollAsync(await stage.PollAsync(draft.Id), PollAction.Close);

        var closed = await SeenAsync(stage, stage.Moderator, draft.Id);
        Assert.Equal(2, closed.Ballots);
        Assert.Equal(
            kind switch
            {
                PollKind.MultipleChoice => [2, 1, 1, 0],
                PollKind.YesNo => [1, 1, 0],
                PollKind.Rating => [1, 1, 0, 0, 0],
                PollKind.WordCloud => [2, 1],
                PollKind.OpenText => [1, 1],
                _ => [1, 1, 0, 0],
            },
            closed.Counts!);
        Assert.Equal(TallyHash.Of(await stage.PollAsync(draft.Id)), (await stage.PollAsync(draft.Id)).TallyHash);
        Assert.Equal(kind is PollKind.WordCloud or PollKind.OpenText ? [] : closed.Counts, (await SeenAsync(stage, stage.Attendee, draft.Id)).Counts);
        second.Dispose();
    }

    [Fact]
    public async Task Words_wait_for_a_moderator_and_are_shown_as_most_people_wrote_them()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await OpenAsync(stage, PollKind.WordCloud, ResultsPolicy.Live);
        var people = new List<TestBrowser>();
        foreach (var word in new[] { "integridad", "Integridad", "INTEGRIDAD!", "Integridad", "fea" })
        {
            people.Add((await stage.Event.NewAttendeeAsync()).Browser);
            await PutAsync(stage, people[^1], poll, new { texts = new[] { word } });
        }

        Assert.Empty((await SeenAsync(stage, stage.Attendee, poll.Id)).Choices);
        var waiting = (await SeenAsync(stage, stage.Moderator, poll.Id)).Choices;
        Assert.Equal([("Integridad", ChoiceStatus.Pending), ("fea", ChoiceStatus.Pending)], waiting.Select(choice => (choice.Text, choice.Status!.Value)));

        var version = (await stage.PollAsync(poll.Id)).Version;
        await stage.DoAsync($"polls/{poll.Id}/words", new { show = new[] { waiting[0].Id }, hide = new[] { waiting[1].Id } });

        var everyone = await SeenAsync(stage, stage.Attendee, poll.Id);
        Assert.Equal(("Integridad", null, 4), (Assert.Single(everyone.Choices).Text, everyone.Choices[0].Status, Assert.Single(everyone.Counts!)));
        Assert.Equal(5, everyone.Ballots);
        Assert.Equal(
            [("Integridad", ChoiceStatus.Shown), ("fea", ChoiceStatus.Hidden)],
            (await SeenAsync(stage, stage.Moderator, poll.Id)).Choices.Select(choice => (choice.Text, choice.Status!.Value)));
        // Whoever closes the poll meanwhile need not have seen the words.
        Assert.Equal(version, (await stage.PollAsync(poll.Id)).Version);
        await stage.RefusedAsync($"polls/{poll.Id}/words", new { show = new[] { Guid.CreateVersion7() } }, HttpStatusCode.UnprocessableEntity, "unknown-choice");

        // Nobody writes it any more: then nobody sees it, staff neither.
        await PutAsync(stage, people[4], poll, new { texts = new[] { "integridad" } });
        Assert.Single((await SeenAsync(stage, stage.Moderator, poll.Id)).Choices);
        people.ForEach(person => person.Dispose());
    }

    [Fact]
    public async Task Words_can_be_decided_after_the_close_and_what_was_counted_stays()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await OpenAsync(stage, PollKind.OpenText, ResultsPolicy.AfterPublish);
        await PutAsync(stage, stage.Attendee, poll, new { texts = new[] { "Más buses" } });
        await stage.PollAsync(poll, PollAction.Close);
        var closed = await stage.PollAsync(poll.Id);

        await stage.DoAsync($"polls/{poll.Id}/words", new { show = new[] { closed.Choices[0].Id } });
        await stage.PollAsync(closed, PollAction.Publish);

        var seen = await SeenAsync(stage, stage.Attendee, poll.Id);
        Assert.Equal(("Más buses", 1), (Assert.Single(seen.Choices).Text, Assert.Single(seen.Counts!)));
        Assert.Equal(closed.TallyHash, TallyHash.Of(await stage.PollAsync(poll.Id)));
    }

    [Fact]
    public async Task The_first_ballot_of_a_final_poll_stands_and_is_confirmed_when_it_comes_again()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await OpenAsync(stage, PollKind.WordCloud, ResultsPolicy.Live, final: true);
        Assert.True((await SeenAsync(stage, stage.Attendee, poll.Id)).Final);
        string[] words = ["agua", "salud"];

        var first = await PutAsync(stage, stage.Attendee, poll, new { texts = words });
        var again = await PutAsync(stage, stage.Attendee, poll, new { texts = words.Reverse() });
        using var other = await stage.Attendee.SendAsync(HttpMethod.Put, AddressOf(stage, poll), new { texts = new[] { "agua", "educación" } });

        Assert.Equal(first.Texts!, again.Texts!);
        Assert.Equal((HttpStatusCode.Conflict, "ballot-final"), (other.StatusCode, await TestBrowser.ReadProblemCodeAsync(other)));
        Assert.Equal(["agua", "salud"], (await stage.PollAsync(poll.Id)).Choices.OrderBy(choice => choice.Position).Select(choice => choice.Text));
    }

    [Fact]
    public async Task Forms_without_a_script_send_several_marks_and_several_words()
    {
        await using var stage = await Stage.SetAsync();
        var multiple = await OpenAsync(stage, PollKind.MultipleChoice, ResultsPolicy.Live);
        using var marked = await PostFormAsync(stage, multiple, [("choice", $"{multiple.Choices[0].Id}"), ("choice", $"{multiple.Choices[2].Id}")]);
        Assert.EndsWith("?hecho=answer#encuesta", marked.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
        await stage.PollAsync(multiple, PollAction.Close);

        var words = await OpenAsync(stage, PollKind.WordCloud, ResultsPolicy.Live);
        using var written = await PostFormAsync(stage, words, [("text", "agua"), ("text", ""), ("text", "Salud")]);
        using var nothing = await PostFormAsync(stage, words, [("text", ""), ("text", " ")]);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity), (written.StatusCode, nothing.StatusCode));
        var mine = await TestBrowser.ReadAsync<Mine>(await stage.Attendee.Http.GetAsync($"{stage.Api}/mine", TestContext.Current.CancellationToken));
        Assert.Equal(2, mine.Ballots.Single(ballot => ballot.Poll == multiple.Id).Choices.Count);
        Assert.Equal(["agua", "Salud"], mine.Ballots.Single(ballot => ballot.Poll == words.Id).Texts!);
    }

    internal static object Draft(Guid id, PollKind kind, ResultsPolicy policy = ResultsPolicy.AfterClose, bool final = false) => new
    {
        id,
        kind,
        prompt = "¿Qué principio debería priorizar su entidad?",
        choices = kind switch
        {
            PollKind.YesNo => ["Sí", "No", "Me abstengo"],
            PollKind.Rating or PollKind.WordCloud or PollKind.OpenText => null,
            _ => new[] { "Transparencia", "Participación", "Integridad", "Innovación" },
        },
        policy,
        least = kind == PollKind.MultipleChoice ? 2 : (int?)null,
        most = kind == PollKind.MultipleChoice ? 3 : (int?)null,
        low = kind == PollKind.Rating ? "Nada" : null,
        high = kind == PollKind.Rating ? "Mucho" : null,
        final,
    };

    internal static async Task<Poll> OpenAsync(Stage stage, PollKind kind, ResultsPolicy policy, bool final = false)
    {
        var id = Guid.CreateVersion7();
        using var created = await stage.PostAsync("polls", Draft(id, kind, policy, final));
        created.EnsureSuccessStatusCode();
        await stage.PollAsync(await stage.PollAsync(id), PollAction.Open);
        var poll = await stage.PollAsync(id);
        poll.Choices.Sort((one, other) => one.Position.CompareTo(other.Position));
        return poll;
    }

    internal static async Task<MyBallot> PutAsync(Stage stage, TestBrowser by, Poll poll, object body)
    {
        using var response = await by.SendAsync(HttpMethod.Put, AddressOf(stage, poll), body);
        return await TestBrowser.ReadAsync<MyBallot>(response);
    }

    internal static async Task<PollView> SeenAsync(Stage stage, TestBrowser by, Guid poll)
    {
        var audience = by == stage.Moderator ? "&audience=staff" : "";
        using var response = await by.Http.GetAsync($"{stage.Api}/changes?since=0{audience}", TestContext.Current.CancellationToken);
        return (await TestBrowser.ReadAsync<Delta>(response)).Polls!.Single(seen => seen.Id == poll);
    }

    private static string AddressOf(Stage stage, Poll poll) => $"{stage.Api}/polls/{poll.Id}/ballot";

    private static async Task<HttpResponseMessage> PostFormAsync(Stage stage, Poll poll, IEnumerable<(string Name, string Value)> fields)
    {
        var page = await stage.Attendee.GetPageAsync($"/s/{stage.Event.Slug}?cambiar={poll.Id}");
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await stage.Attendee.Http.PostAsync(
            $"/s/{stage.Event.Slug}?handler=Ballot",
            new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("poll", $"{poll.Id}"), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
            TestContext.Current.CancellationToken);
    }

    private static int ExpectedChoices(PollKind kind) => kind switch
    {
        PollKind.YesNo => 3,
        PollKind.Rating => 5,
        PollKind.WordCloud or PollKind.OpenText => 0,
        _ => 4,
    };

    private static async Task<MyBallot> AnswerAsync(Stage stage, TestBrowser by, PollView poll, PollKind kind, bool first)
    {
        object body = kind switch
        {
            PollKind.MultipleChoice => new { choices = new[] { poll.Choices[0].Id, poll.Choices[first ? 1 : 2].Id } },
            PollKind.WordCloud => first ? new { texts = new[] { "Agua", "salud" } } : new { texts = new[] { "agua" } },
            PollKind.OpenText => new { texts = new[] { first ? "Más buses" : "Menos trámites" } },
            _ => new { choices = new[] { poll.Choices[first ? 0 : 1].Id } },
        };
        using var response = await by.SendAsync(HttpMethod.Put, $"{stage.Api}/polls/{poll.Id}/ballot", body);
        return await TestBrowser.ReadAsync<MyBallot>(response);
    }
}
