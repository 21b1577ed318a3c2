using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>Nothing moves under a finger, at the top of the room and scrolled into its questions, however much happens.</summary>
public sealed class StillnessTests(Chromium chromium, ITestOutputHelper output)
{
    private const double Limit = 0.02;

    [BrowserTheory]
    [InlineData(360, 740, 0)]
    [InlineData(360, 740, 900)]
    [InlineData(1440, 900, 0)]
    [InlineData(1440, 900, 700)]
    public async Task The_room_stands_still_while_a_hundred_changes_arrive(int width, int height, int scrolled)
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        var (person, _) = await week.NewAttendeeAsync();
        using var cookies = person;
        var commotion = new Commotion(node, week.Session.Id, (await week.NewAttendeeAsync()).Id, seed: 3);
        await commotion.FillAsync(40);
        await using var attendee = await chromium.VisitAsync(node, Window.Of(width, height, Microsoft.Playwright.ColorScheme.Light), person);
        await attendee.WatchStillnessAsync();
        await attendee.GoAsync($"/s/{week.Slug}");
        await Expect(attendee.Part("viewers")).ToHaveTextAsync("1");
        await attendee.Page.EvaluateAsync("y => scrollTo(0, y)", scrolled);
        await Task.Delay(1_000, TestContext.Current.CancellationToken);
        var opening = await attendee.ReadShiftsAsync();

        for (var number = 0; number < 100; number++)
        {
            await commotion.ChangeAsync(number);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await Expect(attendee.Part("new-items")).ToBeVisibleAsync();
        await Task.Delay(2_000, TestContext.Current.CancellationToken);
        var (sum, moved) = await attendee.ReadShiftsAsync();
        output.WriteLine($"{width} px at {scrolled}: {opening.Sum:0.0000} while opening, {sum:0.0000} during the changes");
        Assert.True(opening.Sum < Limit, $"While opening {opening.Sum}:\n{opening.Moved}");
        Assert.True(sum < Limit, $"{sum}:\n{moved}");
        attendee.SawNoComplaints();
    }
}
