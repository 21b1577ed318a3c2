using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Polls;

public sealed class BallotEndpointTests
{
    [Fact]
    public async Task An_attendee_answers_and_reads_the_answer_back_as_his_own()
    {
        await using var stage = await BallotStage.SetAsync();
        var (browser, _) = await stage.Week.NewAttendeeAsync();

        using var response = await PutAsync(browser, stage.Address, stage.Poll.Choices[1].Id);

        Assert.Equal([stage.Poll.Choices[1].Id], (await TestBrowser.ReadAsync<MyBallot>(response)).Choices);
        using var mine = await browser.Http.GetAsync($"/api/sessions/{stage.Week.Slug}/mine");
        Assert.Equal(stage.Poll.Id, Assert.Single((await TestBrowser.ReadAsync<Mine>(mine)).Ballots).Poll);
    }

    [Fact]
    public async Task Two_choices_none_one_of_another_poll_and_unknown_polls_are_refused_and_change_nothing()
    {
        await using var stage = await BallotStage.SetAsync();
        var (browser, _) = await stage.Week.NewAttendeeAsync();
        var other = await BallotStage.AddPollAsync(stage.Week, PollStatus.Closed);
        var draft = await BallotStage.AddPollAsync(stage.Week, PollStatus.Draft);
        var choice = stage.Poll.Choices[0].Id;
        string AddressOf(Guid poll) => $"/api/sessions/{stage.Week.Slug}/polls/{poll}/ballot";

        await RefusedAsync(await PutAsync(browser, stage.Address, choice, stage.Poll.Choices[1].Id), HttpStatusCode.UnprocessableEntity, "one-choice");
        await RefusedAsync(await PutAsync(browser, stage.Address, choice, choice), HttpStatusCode.UnprocessableEntity, "one-choice");
        await RefusedAsync(await PutAsync(browser, stage.Address), HttpStatusCode.UnprocessableEntity, "one-choice");
        await RefusedAsync(await browser.SendAsync(HttpMethod.Put, stage.Address, new { }), HttpStatusCode.UnprocessableEntity, "one-choice");
        await RefusedAsync(await PutAsync(browser, stage.Address, other.Choices[0].Id), HttpStatusCode.UnprocessableEntity, "unknown-choice");
        await RefusedAsync(await PutAsync(browser, AddressOf(other.Id), other.Choices[0].Id), HttpStatusCode.Conflict, "poll-closed");
        await RefusedAsync(await PutAsync(browser, AddressOf(draft.Id), draft.Choices[0].Id), HttpStatusCode.NotFound, "unknown-poll");
        await RefusedAsync(await PutAsync(browser, AddressOf(Guid.CreateVersion7()), choice), HttpStatusCode.NotFound, "unknown-poll");
        await RefusedAsync(
            await PutAsync(browser, $"/api/sessions/{stage.Week.Tomorrow.Slug}/polls/{stage.Poll.Id}/ballot", choice), HttpStatusCode.NotFound, "unknown-poll");
        await RefusedAsync(await PutAsync(browser, $"/api/sessions/nada/polls/{stage.Poll.Id}/ballot", choice), HttpStatusCode.NotFound, "unknown-session");
        Assert.Equal(0, (await stage.RecountedAsync()).Ballots);
    }

    [Fact]
    public async Task More_than_any_kind_takes_is_refused_before_it_reaches_the_writer_however_often_it_repeats_itself()
    {
        await using var stage = await BallotStage.SetAsync();
        var (browser, _) = await stage.Week.NewAttendeeAsync();
        var cloud = await BallotStage.AddPollAsync(stage.Week, PollStatus.Open, new PollDesign(PollKind.WordCloud, "¿Qué palabra?", [], ResultsPolicy.AfterClose));
        var address = $"/api/sessions/{stage.Week.Slug}/polls/{cloud.Id}/ballot";
        Task<HttpResponseMessage> WriteAsync(string text, int times) => browser.SendAsync(HttpMethod.Put, address, new { texts = Enumerable.Repeat(text, times) });

        await RefusedAsync(await WriteAsync("agua", 101), HttpStatusCode.UnprocessableEntity, "words-count");
        await RefusedAsync(await WriteAsync(new string('a', 2_001), 1), HttpStatusCode.UnprocessableEntity, "text-too-long");
        await RefusedAsync(await PutAsync(browser, stage.Address, [.. Enumerable.Repeat(stage.Poll.Choices[0].Id, 101)]), HttpStatusCode.UnprocessableEntity, "unknown-choice");
        using var repeated = await WriteAsync("agua", 100);
        Assert.Equal(["agua"], (await TestBrowser.ReadAsync<MyBallot>(repeated)).Texts);
    }

    [Fact]
    public async Task A_session_that_has_ended_takes_no_ballot()
    {
        await using var stage = await BallotStage.SetAsync();
        var (browser, _) = await stage.Week.NewAttendeeAsync();
        await stage.Week.Node.WithDatabaseAsync(db => db.Sessions.Where(s => s.Id == stage.Week.Session.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Status, SessionStatus.Ended).SetProperty(s => s.StatusSince, stage.Week.Node.Clock.Now)));

        await RefusedAsync(await PutAsync(browser, stage.Address, stage.Poll.Choices[0].Id), HttpStatusCode.Conflict, "session-ended");
    }

    [Fact]
    public async Task Only_attendees_of_the_event_answer_and_only_from_its_own_pages()
    {
        await using var stage = await BallotStage.SetAsync();
        var choice = stage.Poll.Choices[0].Id;
        using var stranger = stage.Week.Node.NewBrowser();
        using var moderator = await stage.Week.NewStaffAsync();
        var elsewhere = await TestEvent.CreateAsync(stage.Week.Node, name: "otra");
        var (foreigner, _) = await elsewhere.NewAttendeeAsync();
        var (attendee, _) = await stage.Week.NewAttendeeAsync();

        using var unknown = await PutAsync(stranger, stage.Address, choice);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        using var staff = await PutAsync(moderator, stage.Address, choice);
        Assert.Contains(staff.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });
        await RefusedAsync(await PutAsync(foreigner, stage.Address, choice), HttpStatusCode.Forbidden, "other-event");
        attendee.Http.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        attendee.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        await RefusedAsync(await PutAsync(attendee, stage.Address, choice), HttpStatusCode.Forbidden, "foreign-origin");
        Assert.Equal(0, (await stage.RecountedAsync()).Ballots);
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        await using var stage = await BallotStage.SetAsync();
        var (browser, _) = await stage.Week.NewAttendeeAsync();

        using var text = await browser.Http.PutAsync(stage.Address, new StringContent("{\"choices\":[]}", Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text.StatusCode);
        using var broken = await browser.Http.PutAsync(stage.Address, new StringContent("{\"choices\":7}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        Assert.Equal(0, (await stage.RecountedAsync()).Ballots);
    }

    [Fact]
    public async Task A_hidden_tally_is_in_no_body_until_the_close_and_in_all_of_them_after()
    {
        await using var stage = await BallotStage.SetAsync();
        var (browser, _) = await stage.Week.NewAttendeeAsync();
        var attendees = await stage.NewAttendeesAsync(17);
        foreach (var attendee in attendees)
        {
            await stage.CastAsync(attendee, 2);
        }

        using var cast = await PutAsync(browser, stage.Address, stage.Poll.Choices[0].Id);
        Assert.Equal(["choices", "poll"], Names(await cast.Content.ReadAsStringAsync()));
        var hidden = await PollOfAsync(browser, stage);
        Assert.DoesNotContain("counts", hidden);
        Assert.DoesNotContain("ballots", hidden);
        var page = await browser.GetPageAsync($"/s/{stage.Week.Slug}");
        Assert.Null(page.QuerySelector("#encuesta .results"));
        var inlined = page.GetElementById("snapshot")!.TextContent;
        Assert.DoesNotContain("\"counts\"", inlined, StringComparison.Ordinal);
        Assert.DoesNotContain("\"ballots\"", inlined, StringComparison.Ordinal);

        await stage.ChangeAsync(poll => PollRules.CloseNow(poll, stage.Week.Node.Clock.Now));

        var shown = await PollOfAsync(browser, stage);
        Assert.Contains("counts", shown);
        page = await browser.GetPageAsync($"/s/{stage.Week.Slug}");
        Assert.Equal(["1", "0", "17"], page.QuerySelectorAll("#encuesta .results tbody tr").Select(row => row.QuerySelectorAll("td")[0].TextContent));
        Assert.Equal("Transparencia", page.QuerySelector("#encuesta .results tr.mine th")!.FirstChild!.TextContent.Trim());
    }

    private static async Task<IReadOnlyList<string>> PollOfAsync(TestBrowser browser, BallotStage stage)
    {
        using var changes = await browser.Http.GetAsync($"/api/sessions/{stage.Week.Slug}/changes?since=0");
        using var json = JsonDocument.Parse(await changes.Content.ReadAsStringAsync());
        return Names(json.RootElement.GetProperty("polls")[0].GetRawText());
    }

    private static List<string> Names(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal)];
    }

    private static Task<HttpResponseMessage> PutAsync(TestBrowser browser, string address, params Guid[] choices) =>
        browser.SendAsync(HttpMethod.Put, address, new { choices });

    private static async Task RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        using (response)
        {
            Assert.Equal(code, await TestBrowser.ReadProblemCodeAsync(response));
            Assert.Equal(status, response.StatusCode);
        }
    }
}
