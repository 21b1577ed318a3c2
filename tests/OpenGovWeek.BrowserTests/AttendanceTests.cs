using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>An attendee whose time was not counted, and an organiser who decides about it.</summary>
public sealed class AttendanceTests(Chromium chromium)
{
    [BrowserFact]
    public async Task A_request_arrives_is_granted_and_the_minutes_rise_in_the_open_room()
    {
        await using var node = await TestNode.StartAsync(settings: Passing.Quick);
        using var scene = await Scene.SetAsync(node, SessionStatus.Live);
        await scene.EnterAsync(Reader.Attendee);
        await scene.ChangeWindowAsync(hours: 2);
        await using var room = await chromium.VisitAsync(node, Window.Phone(), scene.Person);
        await using var phone = await chromium.VisitAsync(node, Window.Phone().WithoutScript(), scene.Person);
        using var organiser = await scene.Week.NewStaffAsync(StaffRoles.Organiser, "Organizadora");
        await using var desk = await chromium.VisitAsync(node, Window.Desk(), organiser);
        await room.GoAsync(scene.Room);
        await desk.GoAsync($"/equipo/asistencia/{scene.Week.Event.Slug}?dia=1");
        await Expect(room.Part("attendance")).ToContainTextAsync("0 minutos");
        await Expect(desk.Part("requests-new")).ToBeHiddenAsync();
        await Expect(desk.Part("present")).ToHaveTextAsync("1");

        await phone.GoAsync("/mi-asistencia");
        await phone.Page.GetByLabel("Desde").FillAsync(scene.Local(node.Clock.Now.AddMinutes(-90)));
        await phone.Page.GetByLabel("Hasta").FillAsync(scene.Local(node.Clock.Now.AddMinutes(-60)));
        await phone.Page.GetByLabel("Motivo").FillAsync("Me quedé sin datos y seguí por la radio");
        await phone.PressAsync("Enviar pedido");
        await Expect(phone.Page.Locator(".request .status")).ToHaveTextAsync("Por decidir");

        await Expect(desk.Part("requests-new")).ToHaveTextAsync("Ver 1 pedido nuevo");
        await desk.Part("requests-new").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Revisar" }).ClickAsync();
        await desk.PressAsync("Acreditar este tiempo");
        await Expect(desk.Page.Locator(".notice[data-kind=good]")).ToContainTextAsync("quedó acreditado");

        await Expect(room.Part("attendance")).ToContainTextAsync("30 minutos");
        await phone.Page.ReloadAsync();
        await Expect(phone.Page.Locator(".request .status")).ToHaveTextAsync("Aceptado");
        Assert.All([room, phone, desk], visitor => visitor.SawNoComplaints());
    }
}
