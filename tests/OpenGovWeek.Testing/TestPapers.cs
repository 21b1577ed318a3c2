using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenGovWeek.Certificates;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Web.Features.Certificates;

namespace OpenGovWeek.Testing;

/// <summary>Certificates as the node prints them, issued straight to the database and brought into any state.</summary>
public static class TestPapers
{
    public const string Holder = "María José Ñahui Qhawaqʼa";

    /// <summary>The content of a certificate of the event's first day.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="site">Where it is verified.</param>
    public static CertificateContent ContentOf(CertificateCode code, Uri site, DateTime issuedAt, string name = Holder, string? documentNumber = null)
    {
        var address = new Uri(site, $"/verificar/{code.Value}");
        return new CertificateContent
        {
            Title = $"Certificado de {name}",
            Author = "Presidencia del Consejo de Ministros",
            Language = "es-PE",
            IssuedAt = issuedAt,
            Qr = QrCodes.Encode(address.AbsoluteUri),
            Theme = DefaultLook.Theme,
            Fonts = DefaultLook.Fonts,
            Blocks =
            [
                new(CertificateRole.Issuer, "Presidencia del Consejo de Ministros"),
                new(CertificateRole.Event, "Semana de Gobierno Abierto"),
                new(CertificateRole.Heading, "Certificado de participación"),
                new(CertificateRole.Lead, documentNumber is null ? "Se otorga a" : $"Con documento {documentNumber}, se otorga a"),
                new(CertificateRole.Recipient, name),
                new(CertificateRole.Statement, "por haber participado en «Gobierno Abierto», con una asistencia de 112 minutos en vivo."),
                new(CertificateRole.Qr, address.AbsoluteUri, "Código QR que lleva a la verificación de este certificado"),
                new(CertificateRole.VerificationHint, "Cualquier persona puede verificar este certificado en"),
                new(CertificateRole.VerificationAddress, address.Authority + address.PathAndQuery),
                new(CertificateRole.Code, $"Código {code.Display}"),
                new(CertificateRole.IssuedOn, "Emitido el 31 de mayo de 2024"),
            ],
        };
    }

    /// <summary>Prints and keeps a certificate of an attendee.</summary>
    public static async Task<Certificate> PrintAsync(this TestEvent week, Guid attendeeId, string name = Holder, int edition = 1, string? documentNumber = null, decimal? hours = null, bool withWords = true)
    {
        var node = week.Node;
        var code = CertificateCode.Generate();
        var now = node.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var issuedAt = new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
        var printed = await node.Services.GetRequiredService<CertificatePress>().PrintAsync(ContentOf(code, node.Address, issuedAt, name, documentNumber), CancellationToken.None);
        var certificate = new Certificate
        {
            Id = Guid.CreateVersion7(),
            Code = code.Value,
            EventId = week.Event.Id,
            AttendeeId = attendeeId,
            Kind = "day:1",
            Edition = edition,
            Status = CertificateStatus.Valid,
            Name = name,
            EventName = week.Event.Name,
            Subject = week.Session.Title,
            Date = week.Event.Days[0].Date,
            Minutes = 112,
            Hours = hours,
            DocumentNumber = documentNumber,
            Institution = week.Event.Institution,
            Language = "es-PE",
            IssuedAt = issuedAt,
            Pdf = printed.Pdf,
            PdfSha256 = printed.Sha256,
            Blocks = withWords ? printed.Blocks : "",
            SignedBy = printed.SignedBy,
        };
        await node.WithDatabaseAsync(db =>
        {
            db.Certificates.Add(certificate);
            return db.SaveChangesAsync();
        });
        return certificate;
    }

    /// <summary>Takes a certificate back, with a reason.</summary>
    public static Task RevokeAsync(this TestEvent week, Certificate certificate, DateTime? since = null) =>
        WithdrawAsync(week, certificate, CertificateStatus.Revoked, "Se emitió por error", null, since);

    /// <summary>Puts a later edition in the place of a certificate.</summary>
    public static Task SupersedeAsync(this TestEvent week, Certificate certificate, Certificate by, DateTime? since = null) =>
        WithdrawAsync(week, certificate, CertificateStatus.Superseded, "Nombre corregido", by.Code, since);

    private static Task<int> WithdrawAsync(TestEvent week, Certificate certificate, CertificateStatus status, string reason, string? by, DateTime? since) =>
        week.Node.WithDatabaseAsync(db => db.Certificates.Where(c => c.Id == certificate.Id).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.Status, status)
            .SetProperty(c => c.StatusSince, since ?? new DateTime(2031, 2, 3, 15, 0, 0, DateTimeKind.Utc))
            .SetProperty(c => c.StatusReason, reason)
            .SetProperty(c => c.SupersededBy, by)));
}
