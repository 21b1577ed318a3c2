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
public sealed class CertificateMaker(
    CertificatePress press, IStringLocalizer<CertificateWords> words, IStringLocalizer<SharedTexts> shared, TimeProvider clock)
{
    /// <summary>Makes a certificate with a new code; nothing is kept.</summary>
    /// <param name="site">Address under which anyone reaches this application; the code is verified there.</param>
    /// <exception cref="RuleException">Those of <see cref="CertificatePress.Print"/>.</exception>
    public Certificate Make(CertificateOrder order, Event week, CertificatePolicy policy, Uri site)
    {
        var issuedAt = clock.UtcNow();
        var code = CertificateCode.Generate();
        var printed = press.Print(Compose(order, week, policy, code, site, issuedAt));
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
    public CertificateContent Compose(CertificateOrder order, Event week, CertificatePolicy policy, CertificateCode code, Uri site, DateTime issuedAt)
    {
        var address = new Uri(site, $"/verificar/{code.Value}");
        var hours = order.Hours ?? Math.Round(order.Minutes / 60m, 1);
        var facts = new CertificateFacts
        {
            AttendeeName = order.Name,
            EventName = order.EventName,
            Organiser = order.Institution,
            DayTitle = order.Subject,
            Date = order.LastDate is { } last ? Lowered(EventClock.Span(order.Date, last, shared)) : EventClock.Date(order.Date),
            Minutes = order.Minutes.ToString(CultureInfo.CurrentCulture),
            Hours = hours.ToString("0.#", CultureInfo.CurrentCulture),
            IssuedOn = EventClock.Of(week).Date(issuedAt),
            IssuedAt = issuedAt,
            Code = code,
            VerificationAddress = address,
        };
        var texts = CertificateWording.Read(words) with { Statement = StatementOf(order, policy) };
        var look = DefaultLook.LookIn(week.Accent);
        return Complete(CertificateComposer.ForDay(facts, texts, look with { Images = [.. look.Images, .. Signature(policy)] }, QrCodes.Encode(address.AbsoluteUri)), order, policy);
    }

    private string StatementOf(CertificateOrder order, CertificatePolicy policy) => (order.Kind == CertificateKinds.Event, order.Hours) switch
    {
        (false, _) when policy.DayStatement is { } own => own,
        (true, _) when policy.EventStatement is { } own => own,
        (false, null) => words["Paper_Statement"],
        (false, _) => words["Paper_StatementHours"],
        (true, null) => words["Paper_EventStatement"],
        (true, _) => words["Paper_EventStatementHours"],
    };

    private CertificateContent Complete(CertificateContent content, CertificateOrder order, CertificatePolicy policy)
    {
        var before = content.Blocks.TakeWhile(block => block.Role != CertificateRole.Qr).ToList();
        if (order.DocumentNumber is { } number)
        {
            before.Add(new CertificateBlock(CertificateRole.Detail, words["Paper_Document", number]));
        }

        foreach (var signatory in policy.Signatories)
        {
            before.Add(new CertificateBlock(CertificateRole.SignatoryName, signatory.Name));
            before.Add(new CertificateBlock(CertificateRole.SignatoryOffice, signatory.Post));
        }

        return content with { Blocks = [.. before, .. content.Blocks.SkipWhile(block => block.Role != CertificateRole.Qr)] };
    }

    private IEnumerable<CertificateImage> Signature(CertificatePolicy policy) => policy.Signatories
        .Where(signatory => signatory.Signature is not null)
        .Take(1)
        .Select(signatory => new CertificateImage(CertificateImageRole.Signature, signatory.Signature, words["Paper_Signature", signatory.Name]));

    // In the middle of a sentence.
    private static string Lowered(string text) => char.ToLower(text[0], CultureInfo.CurrentCulture) + text[1..];
}
