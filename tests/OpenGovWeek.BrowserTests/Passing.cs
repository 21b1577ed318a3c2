using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Testing;

namespace OpenGovWeek.BrowserTests;

/// <summary>Time that passes for the application and for open pages alike, without anyone waiting for it.</summary>
internal static class Passing
{
    /// <summary>Milliseconds after which a page's later modules come by themselves, for <see cref="HoldUpAsync"/>.</summary>
    public const int ModulesCome = 4_000;

    /// <summary>Settings of a node on which what happens every few seconds happens at once.</summary>
    public static Dictionary<string, string?> Quick => new()
    {
        ["Live:Sweep"] = "00:00:00.5",
        ["Live:SightingsFlush"] = "00:00:00.2",
    };

    /// <summary>Lets the page's clock be moved: <c>letPass(ms)</c>. Its timers stay real, as in a hidden page whose timers are held up.</summary>
    public static Task FollowTimeAsync(this Visitor visitor) => visitor.Context.AddInitScriptAsync(
        "(() => { const real = Date.now.bind(Date); let ahead = 0; Date.now = () => real() + ahead; window.letPass = (ms) => { ahead += ms; }; })();");

    /// <summary>What the page does by itself after so many milliseconds never happens.</summary>
    public static Task HoldUpAsync(this IPage page, int milliseconds) => page.AddInitScriptAsync(
        $"{{ const real = setTimeout; window.setTimeout = (work, ms, ...rest) => ms === {milliseconds} ? 0 : real(work, ms, ...rest); }}");

    /// <summary>Minutes pass in which the visitor's page is open, and each of them is seen by the application: the page says so by itself.</summary>
    public static async Task StayAsync(this Visitor visitor, TestNode node, int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            var at = node.Clock.Now.AddMinutes(1);
            node.Clock.Advance(TimeSpan.FromMinutes(1));
            await visitor.Page.EvaluateAsync("ms => window.letPass(ms)", 60_000);
            await Eventually.TrueAsync(
                () => node.WithDatabaseAsync(db => db.AttendanceIntervals.AnyAsync(interval => interval.LastSeenAt >= at)),
                "the page that stays open is seen again");
        }
    }
}
