using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests;

/// <summary>One node with one live event and one person of each kind, for classes whose tests change nothing that others of them read.</summary>
public sealed class SharedNode : IAsyncLifetime
{
    private readonly Dictionary<Who, TestBrowser> browsers = [];

    public TestNode Node { get; private set; } = null!;

    public TestEvent Week { get; private set; } = null!;

    /// <summary>A browser of that kind of person; Everyone is a visitor. Several tests use it: nothing may sign it out.</summary>
    public TestBrowser BrowserOf(Who who) => browsers[who];

    /// <summary>Another browser with the cookies of that person, which may lose them.</summary>
    public TestBrowser NewBrowser(Who who, bool followRedirects = true)
    {
        var browser = Node.NewBrowser(followRedirects);
        browser.Cookies.Add(browsers[who].Cookies.GetCookies(Node.Address));
        return browser;
    }

    public async ValueTask InitializeAsync()
    {
        Node = await TestNode.StartAsync(settings: new() { ["Limits:PersonBurst"] = "10000" });
        Week = await TestEvent.CreateAsync(Node);
        browsers[Who.Everyone] = Node.NewBrowser();
        browsers[Who.Attendee] = (await Week.NewAttendeeAsync()).Browser;
        browsers[Who.Moderator] = await Week.NewStaffAsync(StaffRoles.Moderator);
        browsers[Who.Organiser] = await Week.NewStaffAsync(StaffRoles.Organiser, "Organizadora");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers.Values)
        {
            browser.Dispose();
        }

        await Node.DisposeAsync();
    }
}
