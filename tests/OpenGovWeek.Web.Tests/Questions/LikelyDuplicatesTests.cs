using OpenGovWeek.Core.Questions;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Features.Questions;
using Xunit;

namespace OpenGovWeek.Web.Tests.Questions;

public sealed class LikelyDuplicatesTests
{
    [Fact]
    public async Task Groups_hold_what_waits_or_is_published_with_the_best_target_first()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (_, author) = await week.NewAttendeeAsync();
        using var moderator = await week.NewStaffAsync();
        var pending = await week.AskAsync(author, QuestionStatus.Pending, "¿Van a entregar certificado de participación?");
        var loud = await week.AskAsync(author, QuestionStatus.Published, "VAN A ENTREGAR CERTIFICADO DE PARTICIPACION", upvotes: 2);
        var older = await week.AskAsync(author, QuestionStatus.Published, "van a entregar certificado de participación??", upvotes: 1);
        await week.AskAsync(author, QuestionStatus.Rejected, "¿Van a entregar certificado de participación?");
        await week.AskAsync(author, QuestionStatus.Merged, "¿Van a entregar certificado de participación?");
        await week.AskAsync(author, QuestionStatus.AnsweredLive, "¿Van a entregar certificado de participación?");
        await week.AskAsync(author, QuestionStatus.Published, "¿Dónde se denuncian las barreras burocráticas?");
        var first = await week.AskAsync(author, QuestionStatus.Pending, "¿Por qué demora tanto la entrega del DNI en RENIEC?");
        var second = await week.AskAsync(author, QuestionStatus.Answering, "porque reniec se demora tanto en entregar el dni");

        var groups = await GroupsAsync(moderator, week);

        Assert.Equal(
            new[] { new[] { loud.Id, older.Id, pending.Id }, [second.Id, first.Id] }.Select(Text),
            groups.Select(Text));

        await week.SetAsync(loud, QuestionStatus.Rejected);
        await week.SetAsync(second, QuestionStatus.Rejected);
        Assert.Equal([Text([older.Id, pending.Id])], (await GroupsAsync(moderator, week)).Select(Text));
    }

    private static string Text(IEnumerable<Guid> ids) => string.Join(' ', ids);

    private static async Task<IReadOnlyList<IReadOnlyList<Guid>>> GroupsAsync(TestBrowser moderator, TestEvent week)
    {
        using var response = await moderator.Http.GetAsync($"/api/sessions/{week.Slug}/questions/duplicates");
        return (await TestBrowser.ReadAsync<LikelyDuplicates>(response)).Groups;
    }
}
