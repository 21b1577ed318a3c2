using System.Net;
using System.Net.Http.Headers;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Http;

public sealed class RateLimitTests
{
    private const int PersonBurst = 40;
    private const int PasswordBurst = 60;

    [Fact]
    public async Task One_person_is_told_when_to_try_again_and_the_neighbour_at_the_same_address_is_not_held_up()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        var (busy, _) = await week.NewAttendeeAsync();
        var (neighbour, _) = await week.NewAttendeeAsync();
        using (busy)
        using (neighbour)
        {
            var (status, retryAfter) = await RefusedAsync(PersonBurst + 10, () => UpvoteAsync(busy, week));

            Assert.Equal(HttpStatusCode.TooManyRequests, status);
            Assert.Equal(TimeSpan.FromSeconds(2), retryAfter?.Delta);
            using var other = await UpvoteAsync(neighbour, week);
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        }
    }

    [Fact]
    public async Task A_page_says_when_to_try_again_too()
    {
        await using var node = await TestNode.StartAsync();
        using var browser = node.NewBrowser();

        var (status, retryAfter) = await RefusedAsync(PasswordBurst + 10, () => browser.Http.PostAsync("/equipo/entrar", new FormUrlEncodedContent([])));

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal(TimeSpan.FromSeconds(2), retryAfter?.Delta);
    }

    private static Task<HttpResponseMessage> UpvoteAsync(TestBrowser browser, TestEvent week) =>
        browser.SendAsync(HttpMethod.Put, $"/api/sessions/{week.Slug}/questions/{Guid.Empty}/upvote", new { on = true });

    // How the first of so many that is refused is answered; all at once, so that the clock gives nothing back meanwhile.
    private static async Task<(HttpStatusCode Status, RetryConditionHeaderValue? RetryAfter)> RefusedAsync(int times, Func<Task<HttpResponseMessage>> send)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, times).Select(_ => send()));
        var refused = answers.FirstOrDefault(answer => answer.StatusCode == HttpStatusCode.TooManyRequests) ?? answers[^1];
        var told = (refused.StatusCode, refused.Headers.RetryAfter);
        Array.ForEach(answers, answer => answer.Dispose());
        return told;
    }
}
