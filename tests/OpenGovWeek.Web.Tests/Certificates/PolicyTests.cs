using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Certificates;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Testing;
using SkiaSharp;
using UglyToad.PdfPig;
using Xunit;

namespace OpenGovWeek.Web.Tests.Certificates;

/// <summary>What organisers set of an event's certificates, and the samples that they look at first.</summary>
public sealed class PolicyTests
{
    private const string Settings = "/equipo/certificados/ajustes";
    private const string Form = "form.form";

    // A red picture of 40 by 24 pixels.
    private static readonly byte[] Png = Signature();

    [Fact]
    public async Task A_policy_is_saved_audited_and_shown_again()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var organiser = await week.NewStaffAsync(StaffRoles.Organiser, "Ana Quispe");

        using var saved = await organiser.SubmitAsync(await organiser.GetPageAsync(Settings), Form, new()
        {
            ["Days"] = "2",
            ["DayHours"] = "3,5",
            ["EventHours"] = "12",
            ["AsksDocument"] = "true",
            ["DayStatement"] = "por haber estado en {day}, el {date}, {hours} horas",
            ["Signatories[0].Name"] = "Rosa Huamán",
            ["Signatories[0].Post"] = "Secretaria de Gestión Pública",
            ["Signatories[0].Order"] = "2",
            ["Signatories[1].Name"] = "Ana Quispe",
            ["Signatories[1].Post"] = "Directora",
            ["Signatories[1].Order"] = "1",
        });

        var page = await TestBrowser.ReadPageAsync(saved);
        Assert.NotNull(page.QuerySelector(".notice[data-kind=good]"));
        var policy = await node.WithDatabaseAsync(db => db.CertificatePolicies.Include(p => p.Signatories.OrderBy(s => s.Position)).SingleAsync());
        Assert.Equal((3.5m, 12m, true, 1), (policy.DayHours, policy.EventHours, policy.AsksDocument, policy.Version));
        Assert.Equal(["Ana Quispe", "Rosa Huamán"], policy.Signatories.Select(s => s.Name));
        Assert.Equal(2, await node.WithDatabaseAsync(db => db.Events.Select(e => e.DaysForEvent).SingleAsync()));
        Assert.Equal("3.5", ((IHtmlInputElement)page.GetElementById("DayHours")!).Value);
        var entry = await node.WithDatabaseAsync(db => db.AuditEntries.SingleAsync());
        Assert.Equal((AuditAction.CertificatePolicyEdit, "Ana Quispe"), (entry.Action, entry.StaffName));
        Assert.Contains("Secretaria", entry.After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Days", "3", "entre 0 y 2")]
    [InlineData("Days", "muchos", "entre 0 y 2")]
    [InlineData("DayHours", "3,55", "una cifra decimal")]
    [InlineData("EventHours", "doce", "una cifra decimal")]
    [InlineData("DayStatement", "por haber estado en {sesión}", "{sesión}")]
    [InlineData("EventStatement", "por haber estado en {event", "una llave que no se cierra")]
    [InlineData("Signatories[0].Name", "Ana Quispe", "Escriba algo", "Signatories[0].Post")]
    public async Task What_breaks_a_rule_is_told_beside_its_field_and_nothing_is_saved(string field, string typed, string said, string? at = null)
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var organiser = await week.NewStaffAsync(StaffRoles.Organiser);

        using var refused = await organiser.SubmitAsync(await organiser.GetPageAsync(Settings), Form, new() { [field] = typed });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await TestBrowser.ReadPageAsync(refused);
        Assert.Contains(said, page.GetElementById($"{at ?? field}-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, page.GetElementById(field) is IHtmlTextAreaElement area ? area.Value : ((IHtmlInputElement)page.GetElementById(field)!).Value);
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.CertificatePolicies.CountAsync()));
    }

    [Fact]
    public async Task Texts_that_would_not_fit_or_cannot_be_drawn_are_told_before_anything_is_saved()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var organiser = await week.NewStaffAsync(StaffRoles.Organiser);
        var page = await organiser.GetPageAsync(Settings);
        var post = string.Concat(Enumerable.Repeat("Secretaría de ", 10)) + "la Nación";

        using var unfit = await organiser.SubmitAsync(page, Form, new()
        {
            ["DayStatement"] = string.Concat(Enumerable.Repeat("{attendee} ", 45)),
            ["Signatories[0].Name"] = "Ana Quispe",
            ["Signatories[0].Post"] = post,
        });
        using var undrawable = await organiser.SubmitAsync(page, Form, new() { ["DayStatement"] = "por haber estado en 東京" });

        Assert.Contains("no caben en el certificado", (await TestBrowser.ReadPageAsync(unfit)).GetElementById("errores")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("東", (await TestBrowser.ReadPageAsync(undrawable)).GetElementById("errores")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.CertificatePolicies.CountAsync()));
    }

    [Fact]
    public async Task Of_two_organisers_the_second_is_told_who_changed_it_and_replaces_it_only_knowingly()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var one = await week.NewStaffAsync(StaffRoles.Organiser, "Ana Quispe");
        using var other = await week.NewStaffAsync(StaffRoles.Organiser, "Luis Ramos");
        var (first, second) = (await one.GetPageAsync(Settings), await other.GetPageAsync(Settings));
        using var saved = await one.SubmitAsync(first, Form, new() { ["DayHours"] = "2" });

        using var refused = await other.SubmitAsync(second, Form, new() { ["DayHours"] = "5" });

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = await TestBrowser.ReadPageAsync(refused);
        Assert.Contains("Ana Quispe", page.GetElementById("errores")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2m, await node.WithDatabaseAsync(db => db.CertificatePolicies.Select(p => p.DayHours).SingleAsync()));
        using var again = await other.SubmitAsync(page, Form, []);
        Assert.Equal(5m, await node.WithDatabaseAsync(db => db.CertificatePolicies.Select(p => p.DayHours).SingleAsync()));
    }

    [Fact]
    public async Task Twenty_first_saves_at_once_make_one_policy()
    {
        await using var node = await TestNode.StartAsync(settings: new() { ["Limits:PersonBurst"] = "1000" });
        var week = await TestEvent.CreateAsync(node);
        using var organiser = await week.NewStaffAsync(StaffRoles.Organiser);
        var page = await organiser.GetPageAsync(Settings);

        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(hours => organiser.SubmitAsync(page, Form, new() { ["DayHours"] = $"{hours}" })));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal((1, 1), await node.WithDatabaseAsync(async db => (await db.CertificatePolicies.CountAsync(), await db.AuditEntries.CountAsync())));
    }

    [Fact]
    public async Task A_signature_is_known_by_its_bytes_kept_when_nobody_replaces_it_and_removed()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var organiser = await week.NewStaffAsync(StaffRoles.Organiser);

        using var refused = await UploadAsync(organiser, "<svg/>"u8.ToArray());
        using var saved = await UploadAsync(organiser, Png);
        using var kept = await organiser.SubmitAsync(await organiser.GetPageAsync(Settings), Form, new() { ["Signatories[0].Post"] = "Ministra" });

        Assert.Contains("no es una imagen", (await TestBrowser.ReadPageAsync(refused)).GetElementById("Signatories[0].Signature-error")!.TextContent, StringComparison.Ordinal);
        var signatory = await node.WithDatabaseAsync(db => db.CertificatePolicies.SelectMany(p => p.Signatories).SingleAsync());
        Assert.Equal("Ministra", signatory.Post);
        Assert.Equal(SignatureImage.Check(Png), signatory.Signature);
        using var removed = await organiser.SubmitAsync(await organiser.GetPageAsync(Settings), Form, new() { ["Signatories[0].RemoveSignature"] = "true" });
        Assert.Null(await node.WithDatabaseAsync(db => db.CertificatePolicies.SelectMany(p => p.Signatories).Select(s => s.Signature).SingleAsync()));
        using var gone = await organiser.SubmitAsync(await organiser.GetPageAsync(Settings), Form, new() { ["Signatories[0].Name"] = "", ["Signatories[0].Post"] = "" });
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.CertificatePolicies.SelectMany(p => p.Signatories).CountAsync()));
    }

    [Theory]
    [InlineData("dia", false)]
    [InlineData("dia", true)]
    [InlineData("evento", false)]
    [InlineData("evento", true)]
    public async Task A_sample_says_on_its_face_that_it_is_one_and_its_code_never_verifies(string kind, bool isLong)
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var organiser = await week.NewStaffAsync(StaffRoles.Organiser);

        var pdf = await organiser.Http.GetByteArrayAsync($"/equipo/certificados/muestra.pdf?evento={week.Event.Slug}&clase={kind}&largo={isLong}");

        var text = TextOf(pdf);
        Assert.True(text.Split("MUESTRA").Length > 2, text);
        Assert.Contains("MUESTRA SIN VALIDEZ", text, StringComparison.Ordinal);
        var code = text.Split(' ').First(word => word.StartsWith("MUES-TRAM", StringComparison.Ordinal));
        Assert.False(CertificateCode.TryParse(code, out _));
        using var verified = await organiser.Http.GetAsync($"/verificar/{code}");
        Assert.Equal(HttpStatusCode.NotFound, verified.StatusCode);
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.Certificates.CountAsync()));
    }

    [Fact]
    public async Task What_is_typed_can_be_looked_at_without_saving_it()
    {
        await using var node = await TestNode.StartAsync();
        var week = await TestEvent.CreateAsync(node);
        using var organiser = await week.NewStaffAsync(StaffRoles.Organiser);
        var page = await organiser.GetPageAsync(Settings);

        using var shown = await organiser.SubmitAsync(page, Form, new() { ["EventStatement"] = "por acompañarnos en {event} durante {hours} horas", ["EventHours"] = "12" }, "button[value=evento]");
        using var refused = await organiser.SubmitAsync(page, Form, new() { ["EventStatement"] = "por {todo} y por nada" }, "button[value=evento]");

        Assert.Equal("application/pdf", shown.Content.Headers.ContentType?.MediaType);
        Assert.Contains("por acompañarnos en Semana de Gobierno Abierto durante 12 horas", TextOf(await shown.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        Assert.Contains("{todo}", (await TestBrowser.ReadPageAsync(refused)).GetElementById("EventStatement-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await node.WithDatabaseAsync(db => db.CertificatePolicies.CountAsync()));
    }

    internal static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Join(" ", document.GetPage(1).GetWords().Select(w => w.Text));
    }

    private static async Task<HttpResponseMessage> UploadAsync(TestBrowser organiser, byte[] file)
    {
        var page = await organiser.GetPageAsync(Settings);
        using var content = new MultipartFormDataContent();
        foreach (var field in page.QuerySelectorAll($"{Form} input:not([type=file]):not([type=checkbox])").OfType<IHtmlInputElement>().Where(field => field.Name is { Length: > 0 }))
        {
            var value = field.Name switch { "Signatories[0].Name" => "Ana Quispe", "Signatories[0].Post" => "Directora", _ => field.Value };
            content.Add(new StringContent(value), field.Name!);
        }

        var picture = new ByteArrayContent(file);
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        content.Add(picture, "Signatories[0].Signature", "firma.png");
        return await organiser.Http.PostAsync(Settings, content);
    }

    private static byte[] Signature()
    {
        using var surface = SKSurface.Create(new SKImageInfo(400, 120));
        surface.Canvas.Clear(SKColors.White);
        using var ink = new SKPaint { Color = SKColors.Navy, StrokeWidth = 5, IsAntialias = true };
        surface.Canvas.DrawLine(20, 100, 380, 20, ink);
        using var image = surface.Snapshot();
        using var file = image.Encode(SKEncodedImageFormat.Png, 100);
        return file.ToArray();
    }
}
