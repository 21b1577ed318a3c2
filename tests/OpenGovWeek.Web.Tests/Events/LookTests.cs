using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Events;

/// <summary>What an organiser sets of an event's look, and how it is served.</summary>
public sealed class LookTests
{
    private const string Form = "form.form";

    // A red picture of 40 by 24 pixels.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAACgAAAAYCAIAAAAH5iiXAAAAKElEQVR42mPoETMYEMQwavGoxaMWj1o8avGoxaMWj1o8avGoxcPHYgAEMxOuJH4VlgAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_new_name_and_colour_are_on_every_page_of_the_event_at_once()
    {
        await using var node = await TestNode.StartAsync();
        var made = await TestEvent.CreateAsync(node);
        using var organiser = await made.NewStaffAsync(StaffRoles.Organiser);

        using var saved = await organiser.SubmitAsync(await organiser.GetPageAsync(Settings(made)), Form, new() { ["Name"] = "Semana Abierta del Cusco", ["Accent"] = "0A5C36" });

        saved.EnsureSuccessStatusCode();
        foreach (var path in (string[])[$"/e/{made.Event.Slug}", $"/s/{made.Slug}", $"/s/{made.Slug}/consola", $"/s/{made.Slug}/pantalla", "/verificar", "/registro"])
        {
            var page = await organiser.GetPageAsync(path);
            Assert.Contains("Semana Abierta del Cusco", page.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
            var sheet = page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!).Single(href => href.Contains("/tema.", StringComparison.Ordinal));
            using var css = await organiser.Http.GetAsync(sheet);
            Assert.Equal("text/css", css.Content.Headers.ContentType?.MediaType);
            Assert.Contains("--accent-fill: #0a5c36", await css.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_style_sheet_is_kept_for_good_under_its_own_address_only()
    {
        await using var node = await TestNode.StartAsync();
        var made = await TestEvent.CreateAsync(node);
        await node.WithDatabaseAsync(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(e => e.Accent, "#ffdd00")));
        using var stranger = node.NewBrowser();
        var address = (await stranger.GetPageAsync($"/e/{made.Event.Slug}")).QuerySelector("link[href*='/tema.']")!.GetAttribute("href")!;

        using var current = await stranger.Http.GetAsync(address);
        using var outdated = await stranger.Http.GetAsync($"/e/{made.Event.Slug}/tema.0123456789ab.css");

        Assert.Equal((true, TimeSpan.FromDays(365)), (current.Headers.CacheControl?.Public, current.Headers.CacheControl?.MaxAge));
        Assert.True(outdated.Headers.CacheControl?.NoCache);
        Assert.Equal(await current.Content.ReadAsStringAsync(), await outdated.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Without_a_colour_or_a_logo_there_is_nothing_to_load()
    {
        await using var node = await TestNode.StartAsync();
        var made = await TestEvent.CreateAsync(node);
        using var stranger = node.NewBrowser();

        var page = await stranger.GetPageAsync($"/e/{made.Event.Slug}");

        Assert.Null(page.QuerySelector("link[href*='/tema.'], .site-logo"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.GetAsync($"/e/{made.Event.Slug}/tema.0.css")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.GetAsync($"/e/{made.Event.Slug}/logo.0")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.GetAsync("/e/no-existe/logo.0")).StatusCode);
    }

    [Fact]
    public async Task A_logo_is_shown_with_the_institution_as_its_words_and_removed_again()
    {
        await using var node = await TestNode.StartAsync();
        var made = await TestEvent.CreateAsync(node);
        using var organiser = await made.NewStaffAsync(StaffRoles.Organiser, "Ana Quispe");

        using var saved = await UploadAsync(organiser, made, Png, "logo.svg");

        var picture = (await organiser.GetPageAsync($"/s/{made.Slug}")).QuerySelector(".site-name .site-logo")!;
        Assert.Equal(made.Event.Institution, picture.GetAttribute("alt"));
        using var served = await organiser.Http.GetAsync(picture.GetAttribute("src"));
        Assert.Equal(Png, await served.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", served.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(served.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(TimeSpan.FromDays(365), served.Headers.CacheControl?.MaxAge);
        Assert.NotNull((await organiser.GetPageAsync($"/s/{made.Slug}/pantalla")).QuerySelector(".site-logo"));
        Assert.Equal([AuditAction.EventEdit], await node.WithDatabaseAsync(db => db.AuditEntries.Where(a => a.SessionId == null).Select(a => a.Action).ToListAsync()));

        using var removed = await organiser.SubmitAsync(await organiser.GetPageAsync(Settings(made)), Form, new() { ["RemoveLogo"] = "true" });

        Assert.Null((await organiser.GetPageAsync($"/s/{made.Slug}")).QuerySelector(".site-logo"));
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.EventLogos.CountAsync()));
        using var gone = await organiser.Http.GetAsync(picture.GetAttribute("src"));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG")]
    [InlineData("esto no es una imagen", "PNG, JPEG o WebP")]
    public async Task What_is_no_picture_is_refused_with_the_reason_and_nothing_is_saved(string content, string said)
    {
        await using var node = await TestNode.StartAsync();
        var made = await TestEvent.CreateAsync(node);
        using var organiser = await made.NewStaffAsync(StaffRoles.Organiser);

        using var refused = await UploadAsync(organiser, made, System.Text.Encoding.UTF8.GetBytes(content), "logo.png");

        var page = await TestBrowser.ReadPageAsync(refused);
        Assert.Contains(said, page.GetElementById("Logo-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.EventLogos.CountAsync()));
    }

    [Fact]
    public async Task A_picture_that_is_too_heavy_is_told_its_limit()
    {
        await using var node = await TestNode.StartAsync();
        var made = await TestEvent.CreateAsync(node);
        using var organiser = await made.NewStaffAsync(StaffRoles.Organiser);

        using var refused = await UploadAsync(organiser, made, [.. Png, .. new byte[LogoFile.MaxBytes]], "logo.png");

        Assert.Contains("300 KB", (await TestBrowser.ReadPageAsync(refused)).GetElementById("Logo-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colour_is_shown_before_it_is_saved()
    {
        await using var node = await TestNode.StartAsync();
        var made = await TestEvent.CreateAsync(node);
        using var organiser = await made.NewStaffAsync(StaffRoles.Organiser);

        using var shown = await organiser.SubmitAsync(await organiser.GetPageAsync(Settings(made)), Form, new() { ["Accent"] = "#0a5c36" }, "button[name=vista]");

        var page = await TestBrowser.ReadPageAsync(shown);
        var css = await organiser.Http.GetStringAsync(page.QuerySelector("link[href^='/temas/']")!.GetAttribute("href"));
        Assert.Contains(".theme-preview.theme-light { --accent: #0a5c36", css, StringComparison.Ordinal);
        Assert.Equal("#0a5c36", ((IHtmlInputElement)page.GetElementById("Accent")!).Value);
        Assert.Null(await node.WithDatabaseAsync(db => db.Events.Select(e => e.Accent).SingleAsync()));
    }

    [Fact]
    public async Task A_conflict_in_one_part_saves_no_other_part()
    {
        await using var node = await TestNode.StartAsync();
        var made = await TestEvent.CreateAsync(node);
        using var organiser = await made.NewStaffAsync(StaffRoles.Organiser);
        var page = await organiser.GetPageAsync(Settings(made));
        await node.WithDatabaseAsync(db => db.Events.ExecuteUpdateAsync(set => set.SetProperty(e => e.Name, "Otro nombre")));

        using var refused = await organiser.SubmitAsync(page, Form, new() { ["Name"] = "Mi nombre", ["Sessions[0].Title"] = "Otro título de apertura" });

        Assert.Equal(made.Session.Title, await node.WithDatabaseAsync(db => db.Sessions.Where(s => s.Id == made.Session.Id).Select(s => s.Title).SingleAsync()));
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.AuditEntries.CountAsync()));
    }

    private static string Settings(TestEvent made) => $"/equipo/evento/{made.Event.Slug}";

    private static async Task<HttpResponseMessage> UploadAsync(TestBrowser organiser, TestEvent made, byte[] file, string name)
    {
        var page = await organiser.GetPageAsync(Settings(made));
        using var content = new MultipartFormDataContent();
        foreach (var field in page.QuerySelectorAll($"{Form} input:not([type=file]):not([type=checkbox]):not([type=color])").OfType<IHtmlInputElement>())
        {
            content.Add(new StringContent(field.Value), field.Name!);
        }

        var picture = new ByteArrayContent(file);
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        content.Add(picture, "Logo", name);
        return await organiser.Http.PostAsync(Settings(made), content);
    }
}
