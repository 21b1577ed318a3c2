using AngleSharp.Html.Dom;
using OpenGovWeek.Testing;

namespace OpenGovWeek.Web.Tests.Attendees;

/// <summary>Asking for the mail and using it, as a person does without a script; the link as the page's module does.</summary>
internal static class Entering
{
    public const string Form = "form.form";

    /// <summary>Registers and returns the mail that came of it.</summary>
    public static async Task<SignInMail> RegisterAsync(TestNode node, TestBrowser browser, string email)
    {
        using var response = await RegistrationForm.RegisterAsync(browser, RegistrationForm.Of(email: email));
        response.EnsureSuccessStatusCode();
        return (await SignInMail.ReadAsync(node, email))[^1];
    }

    /// <summary>Asks for a mail at <c>/entrar</c>.</summary>
    public static async Task<IHtmlDocument> AskAsync(TestBrowser browser, string email, string path = "/entrar?otro=true")
    {
        var page = await browser.GetPageAsync(path);
        using var asked = await browser.SubmitAsync(page, Form, new() { ["Email"] = email });
        asked.EnsureSuccessStatusCode();
        return await TestBrowser.ReadPageAsync(asked);
    }

    /// <summary>Types a code where the browser asked for one.</summary>
    public static async Task<IHtmlDocument> TypeAsync(TestBrowser browser, string? code, string path = "/entrar")
    {
        var page = await browser.GetPageAsync(path);
        if (page.QuerySelector("#Code") is null)
        {
            // Nothing is awaited here, which is what a form that was opened earlier does not know.
            var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            using var posted = await browser.Http.PostAsync($"{path}?handler=Code", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Code", code)]));
            return await TestBrowser.ReadPageAsync(posted);
        }

        using var typed = await browser.SubmitAsync(page, Form, new() { ["Code"] = code });
        return await TestBrowser.ReadPageAsync(typed);
    }

    /// <summary>Opens the link and presses its button.</summary>
    public static async Task<IHtmlDocument> FollowAsync(TestBrowser browser, SignInMail mail)
    {
        var page = await browser.GetPageAsync(mail.Link!.Split('#')[0]);
        if (page.QuerySelector(Form) is null)
        {
            return page;
        }

        using var used = await browser.SubmitAsync(page, Form, new() { ["Token"] = mail.Token });
        return await TestBrowser.ReadPageAsync(used);
    }

    public static bool IsIn(IHtmlDocument page) => page.QuerySelector(".notice[data-kind=good]")?.TextContent.Contains("está confirmado", StringComparison.Ordinal) == true;

    /// <summary>What the page refuses; null when it refuses nothing.</summary>
    public static string? Refusal(IHtmlDocument page) => page.QuerySelector("#errores li, .field-error")?.TextContent.Trim();
}
