using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace OpenGovWeek.BrowserTests;

/// <summary>Somebody with a window of their own.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> complaints = new();

    private Visitor(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>What the browser's console complained about so far: errors of scripts, of loading, of the content security policy.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    internal static async Task<Visitor> InAsync(IBrowserContext context) => new(context, await context.NewPageAsync());

    public async Task GoAsync(string path) => Assert.True((await Page.GotoAsync(path))?.Ok, $"{path} did not open.");

    /// <summary>Presses the one button with this name.</summary>
    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Follows the one link with this name.</summary>
    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    /// <summary>Reads the list of questions until one is in it, and lets in what waits behind the button.</summary>
    public async Task SeeQuestionAsync(string text)
    {
        var news = Part("new-items");
        var question = Part("questions").GetByText(text);
        await Assertions.Expect(question.Or(news).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
        if (await question.CountAsync() == 0)
        {
            await news.ClickAsync();
        }

        await Assertions.Expect(question).ToBeVisibleAsync();
    }

    /// <summary>A part that a module keeps current.</summary>
    public ILocator Part(string name) => Page.Locator($"[data-live={name}]");

    /// <summary>Fails when the console complained.</summary>
    public void SawNoComplaints() => Assert.Empty(complaints);

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}
