using System.Globalization;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Certificates;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Makes certificates: what they say by an event's policy, in the current language, and the paper, frozen together.</summary>
public sealed class CertificateMaker(CertificatePress press, IStringLocalizer<CertificateWords> words, TimeProvider clock)
{
    /// <summary>Makes a certificate with a new code; nothing is kept.</summary>
    /// <param name="site">Address under which anyone reaches this application; the code is verified there.</param>
    /// <exception cref="RuleException">Those of <see cref="CertificatePress.PrintAsync"/>.</exception>
    public async Task<Certificate> MakeAsync(CertificateOrder order, Event week, CertificatePolicy policy, Uri site, CancellationToken cancellation)
    {
        var issuedAt = clock.UtcNow();
        var code = CertificateCode.Generate();
        var content = Compose(order, week, policy, code, site, issuedAt);
        var printed = await press.PrintAsync(order.Former is { } former ? NextEdition.Of(content, code, former) : content, cancellation);
        return new Certificate
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(issuedAt)),
            Code = code.Value,
            EventId = week.Id,
            AttendeeId = order.AttendeeId,
            Kind = order.Kind,
            Edition = order.Edition,
            Status = CertificateStatus.Valid,
            Name = order.Name,
            EventName = order.EventName,
            Subject = order.Subject,
            Date = order.Date,
            LastDate = order.LastDate,
            Minutes = order.Minutes,
            Hours = order.Hours,
            DocumentNumber = order.DocumentNumber,
            Institution = order.Institution,
            Language = CultureInfo.CurrentUICulture.Name,
            IssuedAt = issuedAt,
            Pdf = printed.Pdf,
            PdfSha256 = printed.Sha256,
            Blocks = printed.Blocks,
            SignedBy = printed.SignedBy,
        };
    }

    /// <summary>All that stands on a certificate.</summary>
    /// <param name="issuedAt">UTC.</param>
    /// <param name="isSample">It is only to be looked at.</param>
    public CertificateContent Compose(
        CertificateOrder order, Event week, CertificatePolicy policy, CertificateCode code, Uri site, DateTime issuedAt, bool isSample = false)
    {
        var address = new Uri(site, $"/verificar/{code.Value}");
        var (texts, look, qr) = (CertificateWording.Read(words), DefaultLook.LookIn(week.Accent) with { Logo = policy.Logo }, QrCodes.Encode(address.AbsoluteUri));
        var minutes = order.Minutes.ToString(CultureInfo.CurrentCulture);
        var attended = Hours(Math.Round(order.Minutes / 60m, 1));
        var printed = order.Hours is { } hours ? Hours(hours) : null;
        var issuedOn = EventClock.Of(week).Date(issuedAt);
        return order.Days is { } days
            ? CertificateComposer.ForEvent(
                new EventFacts
                {
                    AttendeeName = order.Name,
                    DocumentNumber = order.DocumentNumber,
                    EventName = order.EventName,
                    Organiser = order.Institution,
                    FirstDate = EventClock.Date(order.Date),
                    LastDate = EventClock.Date(order.LastDate ?? order.Date),
                    AttendedDays = days.Reached.ToString(CultureInfo.CurrentCulture),
                    TotalDays = days.Total.ToString(CultureInfo.CurrentCulture),
                    Minutes = minutes,
                    Hours = attended,
                    PolicyHours = printed,
                    IssuedOn = issuedOn,
                    IssuedAt = issuedAt,
                    Code = code,
                    VerificationAddress = address,
                },
                texts, look, qr, policy, isSample)
            : CertificateComposer.ForDay(
                new DayFacts
                {
                    AttendeeName = order.Name,
                    DocumentNumber = order.DocumentNumber,
                    EventName = order.EventName,
                    Organiser = order.Institution,
                    DayTitle = order.Subject,
                    Date = EventClock.Date(order.Date),
                    Minutes = minutes,
                    Hours = attended,
                    PolicyHours = printed,
                    IssuedOn = issuedOn,
                    IssuedAt = issuedAt,
                    Code = code,
                    VerificationAddress = address,
                },
                texts, look, qr, policy, isSample);
    }

    private static string Hours(decimal hours) => hours.ToString("0.#", CultureInfo.CurrentCulture);
}
