using System.Globalization;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Certificates;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Attendance;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Issues the certificate of a day: once per attendee and day, frozen with all that is printed.</summary>
public sealed class IssueCertificate(
    CertificateStore certificates,
    AttendanceStore attendance,
    CertificatePress press,
    IStringLocalizer<CertificateWords> words,
    TimeProvider clock)
{
    /// <summary>Issues the certificate of a day, or returns the one that was issued before.</summary>
    /// <param name="attendeeId">Who asks for it.</param>
    /// <param name="dayNumber">Number of the day in the attendee's event, from 1.</param>
    /// <param name="site">Address under which anyone reaches this application; the code is verified there.</param>
    /// <exception cref="RuleException"><c>attendance-missing</c> with minutes attended and needed, <c>unknown-day</c>, <c>certificate-characters</c>, <c>certificate-signing</c>.</exception>
    public async Task<IssuedCertificate> ForDayAsync(Guid attendeeId, int dayNumber, Uri site, CancellationToken cancellation)
    {
        var kind = KindOf(dayNumber);
        var earlier = await certificates.OfAttendeeAsync(attendeeId, cancellation);
        if (earlier.FirstOrDefault(c => c.Kind == kind) is { } issued)
        {
            return issued;
        }

        var (attendee, week) = await certificates.ReadHolderAsync(attendeeId, cancellation);
        var day = week.Days.Find(d => d.Number == dayNumber && d.Sessions.Count > 0)
            ?? throw new RuleException("unknown-day", RuleKind.NotFound);
        var minutes = await attendance.OfDayAsync(day.Sessions[0].Id, attendeeId, cancellation);
        if (!minutes.Reached)
        {
            throw new RuleException("attendance-missing", RuleKind.Conflict, field: null, minutes.Minutes, minutes.NeededMinutes);
        }

        return await certificates.KeepAsync(await DrawAsync(attendee, week, day, minutes, site, cancellation), cancellation);
    }

    /// <summary>What the certificate of a day is called in the records.</summary>
    public static string KindOf(int dayNumber) => string.Create(CultureInfo.InvariantCulture, $"day:{dayNumber}");

    private async Task<Certificate> DrawAsync(Attendee attendee, Event week, EventDay day, MyAttendance minutes, Uri site, CancellationToken cancellation)
    {
        var issuedAt = clock.UtcNow();
        var code = CertificateCode.Generate();
        var address = new Uri(site, $"/verificar/{code.Value}");
        var texts = CertificateWording.Read(words);
        var subject = string.Join(" · ", day.Sessions.Select(s => s.Title));
        var facts = new CertificateFacts
        {
            AttendeeName = attendee.Name,
            EventName = week.Name,
            Organiser = week.Institution,
            DayTitle = subject,
            Date = EventClock.Date(day.Date),
            Minutes = minutes.Minutes.ToString(CultureInfo.CurrentCulture),
            Hours = Math.Round(minutes.Minutes / 60m, 1).ToString("0.#", CultureInfo.CurrentCulture),
            IssuedOn = EventClock.Of(week).Date(issuedAt),
            IssuedAt = issuedAt,
            Code = code,
            VerificationAddress = address,
        };
        var content = CertificateComposer.ForDay(facts, texts, DefaultLook.LookIn(week.Accent), QrCodes.Encode(address.AbsoluteUri));
        var printed = await press.PrintAsync(content, cancellation);
        return new Certificate
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(issuedAt)),
            Code = code.Value,
            EventId = week.Id,
            AttendeeId = attendee.Id,
            Kind = KindOf(day.Number),
            Status = CertificateStatus.Valid,
            Name = attendee.Name,
            EventName = week.Name,
            Subject = subject,
            Date = day.Date,
            Minutes = minutes.Minutes,
            Institution = week.Institution,
            Language = texts.Language,
            IssuedAt = issuedAt,
            Pdf = printed.Pdf,
            PdfSha256 = printed.Sha256,
            Blocks = printed.Blocks,
            SignedBy = printed.SignedBy,
        };
    }
}
