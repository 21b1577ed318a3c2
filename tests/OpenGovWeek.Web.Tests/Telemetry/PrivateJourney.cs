using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using OpenGovWeek.Web.Tests.Attendees;
using OpenGovWeek.Web.Tests.Mail;
using OpenGovWeek.Web.Tests.Polls;
using OpenGovWeek.Web.Tests.Staff;
using SmtpServer.Protocol;
using Xunit;

namespace OpenGovWeek.Web.Tests.Telemetry;

/// <summary>
/// One person does everything that leaves something personal behind, with words that are found wherever they get to: registers, confirms the address, asks,
/// answers, is refused, takes a certificate that others verify; and staff come in.
/// </summary>
internal static partial class PrivateJourney
{
    private const string Name = "Canariapersona Quispe";
    private const string Email = "canariacorreo@ejemplo.pe";
    private const string Question = "¿Canariapregunta para cuándo?";
    private const string Answer = "canariarespuesta";
    private const string Search = "canariabusqueda";
    private const string WrongPassword = "canariaclave equivocada";
    private const string StaffEmail = "canariaequipo@ejemplo.pe";
    private const string Nobody = "canarianadie@ejemplo.pe";

    /// <summary>Settings of a node that the journey can be made on.</summary>
    public static Dictionary<string, string?> Settings(MailServer mails, Dictionary<string, string?>? more = null) =>
        new(mails.Settings.Concat(more ?? [])) { ["Live:SightingsFlush"] = "00:00:00.500" };

    /// <summary>Makes the journey.</summary>
    /// <returns>What nobody may find in a log, a trace or a number.</returns>
    public static async Task<IReadOnlyList<string>> MakeAsync(TestNode node, MailServer mails)
    {
        // A server that knows no such person repeats the address.
        mails.Recipient = to => to == Nobody ? new SmtpResponse(SmtpReplyCode.MailboxUnavailable, $"5.1.1 <{to}>: no such user {to.ToUpperInvariant()}") : null;
        var week = await TestEvent.CreateAsync(node);
        using var browser = node.NewBrowser();
        (await RegistrationForm.RegisterAsync(browser, RegistrationForm.Of(Name, Email))).EnsureSuccessStatusCode();
        using var nobody = node.NewBrowser();
        (await RegistrationForm.RegisterAsync(nobody, RegistrationForm.Of(Name, Nobody))).EnsureSuccessStatusCode();
        var mail = await MailAsync(mails);
        var code = Codes().Match(mail).Value.Replace(" ", "", StringComparison.Ordinal);
        var token = Tokens().Match(mail).Groups[1].Value;
        await Entering.TypeAsync(browser, "000 001", "/confirmar");
        Assert.True(Entering.IsIn(await Entering.TypeAsync(browser, code, "/confirmar")), "The code of the mail confirms the address");

        await TakePartAsync(week, browser);
        var certificate = await CertificateAsync(week, browser);
        await VerifyAsync(node, certificate);
        using var staff = await StaffAsync(node);
        return
        [
            "canaria", code, $"{code[..3]} {code[3..]}", token, certificate, certificate.Replace("-", "", StringComparison.Ordinal), Team.Password,
            .. browser.Cookies.GetAllCookies().Concat(staff.Cookies.GetAllCookies()).Where(cookie => cookie.Value.Length > 8).Select(cookie => cookie.Value),
        ];
    }

    /// <summary>The places where one of the secrets stands.</summary>
    public static IEnumerable<string> Found(IReadOnlyList<string> secrets, IEnumerable<string> texts) =>
        from text in texts
        from secret in secrets
        let at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase)
        where at >= 0
        select $"'{secret}' in: {text[Math.Max(at - 200, 0)..Math.Min(at + 300, text.Length)]}";

    private static async Task TakePartAsync(TestEvent week, TestBrowser browser)
    {
        var api = $"/api/sessions/{week.Slug}";
        await using var room = await Watcher.EnterAsync(browser, week.Slug);
        using var asked = await browser.SendAsync(HttpMethod.Post, $"{api}/questions", new { id = Guid.CreateVersion7(), text = Question, withName = true });
        asked.EnsureSuccessStatusCode();
        using var refused = await browser.SendAsync(HttpMethod.Post, $"{api}/questions", new { id = Guid.CreateVersion7(), text = Question + new string('a', 5000), withName = true });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        (await browser.Http.GetAsync($"{api}/questions/similar?text={Search}")).EnsureSuccessStatusCode();
        var poll = await BallotStage.AddPollAsync(week, PollStatus.Open, new PollDesign(PollKind.OpenText, "¿Qué falta?", [], ResultsPolicy.AfterClose));
        using var ballot = await browser.SendAsync(HttpMethod.Put, $"{api}/polls/{poll.Id}/ballot", new { texts = new[] { Answer } });
        ballot.EnsureSuccessStatusCode();
        (await browser.Http.GetAsync($"{api}/changes?since=0&tab={Guid.NewGuid()}")).EnsureSuccessStatusCode();
        using var nonsense = await browser.Http.PutAsync($"{api}/polls/{poll.Id}/ballot", new StringContent($$"""{ "texts": "{{Answer}} """));
        Assert.False(nonsense.IsSuccessStatusCode);
    }

    // An hour of the session, which has ended long enough ago.
    private static async Task<string> CertificateAsync(TestEvent week, TestBrowser browser)
    {
        var node = week.Node;
        node.Clock.Advance(TimeSpan.FromHours(1));
        await node.WithDatabaseAsync(async db =>
        {
            var session = await db.Sessions.Include(s => s.LiveWindows).SingleAsync(s => s.Id == week.Session.Id);
            SessionRules.Apply(session, SessionAction.End, node.Clock.Now);
            db.AttendanceIntervals.Add(new AttendanceInterval
            {
                Id = Guid.CreateVersion7(),
                SessionId = session.Id,
                AttendeeId = await db.Attendees.Where(a => a.NormalizedEmail == Email).Select(a => a.Id).SingleAsync(),
                TabId = Guid.CreateVersion7(),
                JoinedAt = session.LiveWindows[0].OpenedAt,
                LastSeenAt = node.Clock.Now,
            });
            return await db.SaveChangesAsync();
        });
        node.Clock.Advance(TimeSpan.FromMinutes(2));
        using var issued = await browser.SubmitAsync(await browser.GetPageAsync("/mis-certificados"), ".card form", [], "button");
        var page = await TestBrowser.ReadPageAsync(issued);
        (await browser.Http.GetAsync(page.QuerySelector("a[download]")!.GetAttribute("href"))).EnsureSuccessStatusCode();
        return page.QuerySelector(".facts .code")!.TextContent.Trim();
    }

    private static async Task VerifyAsync(TestNode node, string code)
    {
        using var stranger = node.NewBrowser();
        foreach (var address in (string[])[$"/verificar/{code}", $"/verificar?code={code}", $"/api/certificates/{code}", $"/api/certificates/{code}/badge"])
        {
            (await stranger.Http.GetAsync(address)).EnsureSuccessStatusCode();
        }

        // Nothing is there, and whoever asks for it says what nobody should keep.
        (await stranger.Http.GetAsync($"/nada/{Search}?correo={Email}")).Dispose();
    }

    private static async Task<TestBrowser> StaffAsync(TestNode node)
    {
        var browser = node.NewBrowser();
        (await Team.JoinAsync(browser, Team.Form(await Team.OfferAsync(node), StaffEmail, Name))).EnsureSuccessStatusCode();
        using var other = node.NewBrowser();
        (await Team.SignInAsync(other, StaffEmail, WrongPassword)).Dispose();
        (await Team.SignInAsync(other, StaffEmail, Team.Password)).EnsureSuccessStatusCode();
        return browser;
    }

    private static async Task<string> MailAsync(MailServer mails)
    {
        await Eventually.TrueAsync(() => mails.Mails.Any(mail => Codes().IsMatch(mail.TextBody ?? "")), "the mail with the code arrives");
        return mails.Mails.First(mail => Codes().IsMatch(mail.TextBody ?? "")).TextBody!;
    }

    [GeneratedRegex(@"(?<!\d)\d{3} \d{3}(?!\d)")]
    private static partial Regex Codes();

    [GeneratedRegex(@"/entrar/enlace#([\w-]+)")]
    private static partial Regex Tokens();
}
