using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>Confirming an address and coming back to it, with the link of the mail and with its code.</summary>
public sealed class EntryTests(Chromium chromium)
{
    [BrowserFact]
    public async Task The_link_is_used_by_its_button_in_the_browser_that_asked_and_the_code_lets_in_elsewhere()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        await using var phone = await chromium.VisitAsync(node, Window.Phone());
        await phone.GoAsync($"/s/{week.Slug}");
        await phone.FollowAsync("Inscribirme gratis");
        await phone.RegisterAsync();
        await Expect(phone.Page.Locator(".confirm-note")).ToBeVisibleAsync();
        var mail = (await SignInMail.ReadAsync(node, Registering.Email)).Single();

        // Opened where nobody asked, as in the mail's own browser on another device.
        await using var office = await chromium.VisitAsync(node);
        await office.GoAsync(mail.Link!);
        await Expect(office.Page.Locator(".notice")).ToContainTextAsync("Vuelva al navegador donde lo pidió");

        await phone.GoAsync(mail.Link!);
        await Expect(phone.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/entrar/enlace$"));
        Assert.Null(await node.WithDatabaseAsync(db => db.Attendees.Select(a => a.ConfirmedAt).SingleAsync()));
        await phone.PressAsync("Confirmar y entrar");
        await Expect(phone.Page.Locator(".notice[data-kind=good]")).ToContainTextAsync("Su correo está confirmado");
        await phone.GoAsync($"/s/{week.Slug}");
        await Expect(phone.Page.Locator(".confirm-note")).ToHaveCountAsync(0);

        await office.GoAsync($"/s/{week.Slug}");
        await office.FollowAsync("Inscribirme gratis");
        await office.FollowAsync("Entre con su correo");
        await office.Page.GetByLabel("Correo electrónico").FillAsync(Registering.Email);
        await office.PressAsync("Enviarme el correo");
        await Expect(office.Page.GetByLabel("Código de 6 dígitos")).ToBeVisibleAsync();
        await office.Page.GetByLabel("Código de 6 dígitos").FillAsync((await SignInMail.ReadAsync(node, Registering.Email))[^1].Code!);
        await office.PressAsync("Confirmar");
        await Expect(office.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/s/{week.Slug}$"));
        await Expect(office.Page.Locator(".site-person")).ToHaveTextAsync(Registering.Name);
        phone.SawNoComplaints();
        office.SawNoComplaints();
    }

    [BrowserFact]
    public async Task The_room_of_a_registration_that_was_joined_turns_into_that_of_a_stranger_by_itself()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        var week = await TestEvent.CreateAsync(node);
        await using var phone = await chromium.VisitAsync(node, Window.Phone());
        await phone.GoAsync($"/s/{week.Slug}");
        await phone.FollowAsync("Inscribirme gratis");
        await phone.RegisterAsync();
        await Expect(phone.Part("viewers")).Not.ToHaveTextAsync("0");

        var (office, _) = await week.NewAttendeeAsync(email: Registering.Email);
        using (office)
        {
            await week.ConfirmAsync(office);
        }

        await Expect(phone.Page.Locator(".room-talk")).ToContainTextAsync("Su registro se unió al de su correo confirmado");
        await Expect(phone.Page.GetByRole(AriaRole.Link, new() { Name = "Inscribirme gratis" })).ToBeVisibleAsync();
    }
}
