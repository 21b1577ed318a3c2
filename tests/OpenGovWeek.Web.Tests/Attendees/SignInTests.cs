using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendees;

/// <summary>Confirming an address and signing in with it: what lets in, what does not, and what nobody can tell.</summary>
public sealed partial class SignInTests(EventNode shared) : IClassFixture<EventNode>
{
    private const string Wrong = "El código no es correcto, ya se usó o venció. Revíselo o pida otro correo.";

    private readonly TestNode node = shared.Node;

    [Fact]
    public async Task A_registration_sends_a_mail_whose_code_confirms_the_address()
    {
        using var browser = node.NewBrowser();
        var email = NewEmail();
        var mail = await Entering.RegisterAsync(node, browser, email);
        var room = await browser.GetPageAsync($"/s/{shared.Event.Slug}");
        Assert.Contains("Confirme su correo para recibir su certificado", room.QuerySelector(".confirm-note")!.TextContent, StringComparison.Ordinal);

        var page = await Entering.TypeAsync(browser, $" {mail.Code![..3]}-{mail.Code[3..]} ", "/confirmar");

        Assert.True(Entering.IsIn(page));
        Assert.Null((await browser.GetPageAsync($"/s/{shared.Event.Slug}")).QuerySelector(".confirm-note"));
        Assert.Null((await browser.GetPageAsync($"/e/{shared.Event.Event.Slug}")).QuerySelector(".confirm-note"));
        Assert.NotNull((await OfAsync(email)).Single().ConfirmedAt);
        var request = await RequestAsync(mail);
        Assert.NotNull(request.UsedAt);
        Assert.DoesNotContain(mail.Code, string.Join(' ', request.CodeHash, request.TokenHash, request.BrowserHash), StringComparison.Ordinal);
        Assert.Equal(SignInRules.HashOf(mail.Token!), request.TokenHash);
    }

    [Fact]
    public async Task The_link_confirms_in_the_browser_that_asked_and_reading_its_page_changes_nothing()
    {
        using var browser = node.NewBrowser();
        var email = NewEmail();
        var mail = await Entering.RegisterAsync(node, browser, email);
        Assert.Contains($"{node.Address}entrar/enlace#{mail.Token}", mail.Text.Plain, StringComparison.Ordinal);
        await browser.GetPageAsync("/entrar/enlace");
        Assert.Null((await RequestAsync(mail)).UsedAt);

        Assert.True(Entering.IsIn(await Entering.FollowAsync(browser, mail)));
        var again = await Entering.FollowAsync(browser, mail);
        Assert.Equal("El enlace ya se usó o venció. Pida otro correo.", Entering.Refusal(again));
        using var stranger = node.NewBrowser();
        Assert.Equal(Wrong, Entering.Refusal(await Entering.TypeAsync(stranger, mail.Code)));
    }

    [Fact]
    public async Task In_another_browser_the_link_says_where_to_type_the_code_and_stays_good()
    {
        using var browser = node.NewBrowser();
        using var stranger = node.NewBrowser();
        using var other = node.NewBrowser();
        var mail = await Entering.RegisterAsync(node, browser, NewEmail());
        await Entering.AskAsync(other, NewEmail());

        // One has never asked for anything, the other for something else.
        foreach (var elsewhere in (TestBrowser[])[stranger, other])
        {
            var page = await Entering.FollowAsync(elsewhere, mail);
            Assert.Contains("Vuelva al navegador donde lo pidió", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
            Assert.Null(page.QuerySelector(".site-person"));
            Assert.Equal(Wrong, Entering.Refusal(await Entering.TypeAsync(elsewhere, mail.Code)));
        }

        Assert.True(Entering.IsIn(await Entering.FollowAsync(browser, mail)));
    }

    [Fact]
    public async Task With_the_code_one_enters_in_another_browser_as_the_same_attendee()
    {
        using var phone = node.NewBrowser();
        using var office = node.NewBrowser();
        var email = NewEmail();
        var first = await Entering.RegisterAsync(node, phone, email);
        await Entering.TypeAsync(phone, first.Code, "/confirmar");

        await Entering.AskAsync(office, email.ToUpperInvariant());
        var mails = await SignInMail.ReadAsync(node, email.ToUpperInvariant());
        Assert.True(Entering.IsIn(await Entering.TypeAsync(office, mails.Single().Code)));

        Assert.Single(await OfAsync(email));
        Assert.NotNull((await phone.GetPageAsync("/")).QuerySelector(".site-person"));
    }

    [Fact]
    public async Task Code_and_link_serve_for_ten_minutes()
    {
        await using var own = await TestNode.StartAsync();
        await TestEvent.CreateAsync(own);
        using var browser = own.NewBrowser();
        var late = await Entering.RegisterAsync(own, browser, "tarde@ejemplo.pe");
        own.Clock.Advance(SignInRules.Lifetime);
        Assert.Equal(Wrong, Entering.Refusal(await Entering.TypeAsync(browser, late.Code, "/confirmar")));
        Assert.Equal("El enlace ya se usó o venció. Pida otro correo.", Entering.Refusal(await Entering.FollowAsync(browser, late)));

        await Entering.AskAsync(browser, "tarde@ejemplo.pe", "/confirmar?otro=true");
        var mail = (await SignInMail.ReadAsync(own, "tarde@ejemplo.pe"))[^1];
        own.Clock.Advance(SignInRules.Lifetime - TimeSpan.FromSeconds(5));
        Assert.True(Entering.IsIn(await Entering.TypeAsync(browser, mail.Code, "/confirmar")));
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_is_not_taken_either()
    {
        using var browser = node.NewBrowser();
        var email = NewEmail();
        var mail = await Entering.RegisterAsync(node, browser, email);
        Assert.Equal("El código tiene 6 dígitos.", Entering.Refusal(await Entering.TypeAsync(browser, "12345", "/confirmar")));
        for (var attempt = 0; attempt < SignInRules.MostTries; attempt++)
        {
            Assert.Equal(Wrong, Entering.Refusal(await Entering.TypeAsync(browser, Other(mail.Code!), "/confirmar")));
        }

        Assert.Equal(Wrong, Entering.Refusal(await Entering.TypeAsync(browser, mail.Code, "/confirmar")));
        Assert.Null((await OfAsync(email)).Single().ConfirmedAt);
    }

    [Fact]
    public async Task Codes_that_are_typed_at_once_are_counted_one_by_one()
    {
        using var browser = node.NewBrowser();
        var mail = await Entering.RegisterAsync(node, browser, NewEmail());
        var page = await browser.GetPageAsync("/confirmar");
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => browser.SubmitAsync(page, Entering.Form, new() { ["Code"] = Other(mail.Code!) })));
        Assert.Equal(SignInRules.MostTries, (await RequestAsync(mail)).Failures);
    }

    [Fact]
    public async Task Of_two_presses_at_once_exactly_one_wins()
    {
        using var browser = node.NewBrowser();
        using var still = node.NewBrowser(followRedirects: false);
        var mail = await Entering.RegisterAsync(node, browser, NewEmail());
        still.Cookies.Add(browser.Cookies.GetCookies(node.Address));
        var page = await still.GetPageAsync("/entrar/enlace");

        var presses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => still.SubmitAsync(page, Entering.Form, new() { ["Token"] = mail.Token })));

        Assert.Equal(1, presses.Count(press => press.StatusCode == HttpStatusCode.Redirect));
        // A press that comes after the winner's answer carries the form of who the browser was before.
        Assert.Equal(5, presses.Count(press => press.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_answer_and_a_mail_that_says_so()
    {
        using var registered = node.NewBrowser();
        var known = NewEmail();
        await Entering.RegisterAsync(node, registered, known);
        var unknown = NewEmail();

        var (knownAnswer, knownPage) = await AnswerAsync(known);
        var (unknownAnswer, unknownPage) = await AnswerAsync(unknown);

        Assert.Equal(knownAnswer, unknownAnswer);
        Assert.Equal(knownPage, unknownPage);
        var mail = Assert.Single(await SignInMail.ReadAsync(node, unknown));
        Assert.Null(mail.Code);
        Assert.Null(mail.Link);
        Assert.Contains("Nadie se ha inscrito con él", mail.Text.Plain, StringComparison.Ordinal);
        Assert.Contains($"{node.Address}registro", mail.Text.Html.Replace("&#x3A;", ":", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotNull(await RequestAsync(mail));
        // The registration's own mail and the one that was asked for.
        Assert.Equal(2, (await SignInMail.ReadAsync(node, known)).Count);
        Assert.Empty(await OfAsync(unknown));
    }

    [Fact]
    public async Task An_address_gets_five_mails_an_hour_and_nobody_can_tell()
    {
        await using var own = await TestNode.StartAsync();
        await TestEvent.CreateAsync(own);
        using var browser = own.NewBrowser();
        var email = "muchas@ejemplo.pe";
        await Entering.RegisterAsync(own, browser, email);
        for (var more = 0; more < SignInRules.MostMails; more++)
        {
            var page = await Entering.AskAsync(browser, email);
            Assert.Contains("Enviamos un correo a muchas@ejemplo.pe", page.Body!.TextContent, StringComparison.Ordinal);
        }

        var mails = await SignInMail.ReadAsync(own, email);
        Assert.Equal(SignInRules.MostMails, mails.Count);
        Assert.True(Entering.IsIn(await Entering.TypeAsync(browser, mails[1].Code, "/entrar")));

        own.Clock.Advance(SignInRules.MailsWithin + TimeSpan.FromSeconds(1));
        using var later = own.NewBrowser();
        await Entering.AskAsync(later, email);
        Assert.Equal(SignInRules.MostMails + 1, await own.WithDatabaseAsync(db => db.OutboxMails.CountAsync(m => m.To == email)));
    }

    [Fact]
    public async Task A_form_that_registered_somebody_lets_nobody_in_once_the_address_is_confirmed()
    {
        using var borrowed = node.NewBrowser();
        using var home = node.NewBrowser();
        var email = NewEmail();
        var form = await borrowed.GetPageAsync("/registro");
        using var first = await borrowed.SubmitAsync(form, RegistrationForm.Selector, RegistrationForm.Of(email: email));
        await Entering.AskAsync(home, email);
        var mail = (await SignInMail.ReadAsync(node, email))[^1];
        Assert.True(Entering.IsIn(await Entering.TypeAsync(home, mail.Code)));

        // Who registered with it has proved nothing, and is nobody until the address is proved here as well.
        var page = await borrowed.GetPageAsync($"/s/{shared.Event.Slug}");
        Assert.Null(page.QuerySelector(".site-person"));
        Assert.Contains("Su registro se unió al de su correo confirmado", page.Body!.TextContent, StringComparison.Ordinal);
        using var again = await borrowed.SubmitAsync(form, RegistrationForm.Selector, RegistrationForm.Of(email: email));
        var refused = await TestBrowser.ReadPageAsync(again);
        Assert.Null(refused.QuerySelector(".site-person"));
        Assert.Equal("Este formulario ya inscribió a otra persona. Revise sus datos y envíelo de nuevo.", Entering.Refusal(refused));
    }

    [Fact]
    public async Task Signing_in_as_somebody_else_leaves_the_browsers_own_registration_alone()
    {
        using var friend = node.NewBrowser();
        using var owner = node.NewBrowser();
        var (ownEmail, friendEmail) = (NewEmail(), NewEmail());
        await Entering.RegisterAsync(node, friend, friendEmail);
        await Entering.RegisterAsync(node, owner, ownEmail);

        await Entering.AskAsync(owner, friendEmail);
        var mail = (await SignInMail.ReadAsync(node, friendEmail))[^1];
        Assert.True(Entering.IsIn(await Entering.TypeAsync(owner, mail.Code)));

        var own = Assert.Single(await OfAsync(ownEmail));
        Assert.Null(own.ConfirmedAt);
        Assert.Null(own.JoinedIntoId);
    }

    [Fact]
    public async Task An_address_with_a_mistake_is_corrected_by_confirming_the_right_one()
    {
        using var browser = node.NewBrowser();
        var (mistaken, right) = (NewEmail(), NewEmail());
        await Entering.RegisterAsync(node, browser, mistaken);
        await Entering.AskAsync(browser, right, "/confirmar?otro=true");

        Assert.True(Entering.IsIn(await Entering.TypeAsync(browser, (await SignInMail.ReadAsync(node, right)).Single().Code, "/confirmar")));
        Assert.Empty(await OfAsync(mistaken));
        Assert.NotNull(Assert.Single(await OfAsync(right)).ConfirmedAt);
    }

    private static string NewEmail() => $"{Guid.NewGuid():N}@ejemplo.pe";

    private static string Other(string code) => code[..5] + (char)(code[5] == '9' ? '0' : code[5] + 1);

    private Task<List<Attendee>> OfAsync(string email) =>
        node.WithDatabaseAsync(db => db.Attendees.AsNoTracking().Where(a => a.NormalizedEmail == email).ToListAsync());

    private Task<SignInRequest> RequestAsync(SignInMail mail)
    {
        var id = Guid.Parse(mail.Cause.Split(':')[1]);
        return node.WithDatabaseAsync(db => db.SignInRequests.AsNoTracking().SingleAsync(r => r.Id == id));
    }

    // Status and headers of the answer, and the page that follows, without what is random in each.
    private async Task<(string Answer, string Page)> AnswerAsync(string email)
    {
        using var browser = node.NewBrowser(followRedirects: false);
        var page = await browser.GetPageAsync("/entrar");
        using var response = await browser.SubmitAsync(page, Entering.Form, new() { ["Email"] = email });
        using var next = await browser.Http.GetAsync(response.Headers.Location);
        var headers = string.Join('\n', response.Headers.Concat(next.Headers).Concat(next.Content.Headers)
            .Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join("; ", header.Value)}"));
        var body = (await next.Content.ReadAsStringAsync()).Replace(email, "EMAIL", StringComparison.Ordinal);
        return ($"{response.StatusCode} {next.StatusCode}\n{Random().Replace(headers, "*")}", Random().Replace(body, "*"));
    }

    [GeneratedRegex(@"CfDJ8[\w-]+|nonce-[\w+/=-]+|nonce=""[^""]+""|navegador=[\w-]+|Content-Length: \d+|expires=[^;]+")]
    private static partial Regex Random();
}
