using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Text;
using OpenGovWeek.Data.Attendees;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Web.Composition;
using OpenGovWeek.Web.Features.Attendees;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>What an organiser does about an issued certificate: a wrong name is superseded by the right one, and what should not have been issued is revoked.</summary>
public sealed class Amend(
    AmendmentStore amendments, QualifyingReader qualifying, PolicyStore policies, AttendeeStore attendees, EventStore events, PrintableName names, CertificateMaker maker, CertificateLetter letter)
{
    public const int MinReason = 5;
    public const int MaxReason = 500;

    /// <summary>Issues the next edition with another name, and marks the present one as superseded.</summary>
    /// <param name="site">Address under which the new code is verified.</param>
    /// <exception cref="RuleException">
    /// Those of <see cref="PrintableName.Parse"/> (field name) and of <see cref="PlainText.Line"/> (field reason); <c>name-same</c>;
    /// Conflict <c>certificate-not-valid</c>; NotFound <c>unknown-certificate</c>.
    /// </exception>
    public async Task SupersedeAsync(Guid eventId, Guid id, string? name, string? reason, Uri site, Actor actor, CancellationToken cancellation)
    {
        var right = names.Parse(name, "name");
        var why = PlainText.Line(reason, MinReason, MaxReason, "reason");
        var old = await amendments.GetAsync(eventId, id, cancellation);
        if (old.Name == right)
        {
            throw new RuleException("name-same", field: "name");
        }

        var measure = await qualifying.MeasureAsync(eventId, cancellation);
        var standing = await qualifying.OfAsync(measure, old.AttendeeId, cancellation);
        var policy = await policies.ReadAsync(eventId, cancellation);
        Certificate next;
        using (SpokenLanguage.Use(old.Language))
        {
            next = await maker.MakeAsync(CertificateOrder.After(old, right, standing), measure.Event, policy, site, cancellation);
        }

        var mail = letter.Superseded(old, next, why, measure.Event, site);
        await amendments.SupersedeAsync(old, next, why, new NewMail($"certificate-superseded:{id}", await AddressAsync(old, cancellation), mail), actor, cancellation);
    }

    /// <summary>Marks a certificate as revoked.</summary>
    /// <exception cref="RuleException">Those of <see cref="PlainText.Line"/> (field reason); Conflict <c>certificate-not-valid</c>; NotFound <c>unknown-certificate</c>.</exception>
    public async Task RevokeAsync(Guid eventId, Guid id, string? reason, Uri site, Actor actor, CancellationToken cancellation)
    {
        var why = PlainText.Line(reason, MinReason, MaxReason, "reason");
        var certificate = await amendments.GetAsync(eventId, id, cancellation);
        var mail = letter.Revoked(certificate, why, await events.GetLookAsync(eventId, cancellation), site);
        await amendments.RevokeAsync(
            certificate, why, new NewMail($"certificate-revoked:{id}", await AddressAsync(certificate, cancellation), mail), actor, cancellation);
    }

    private async Task<string> AddressAsync(IssuedCertificate certificate, CancellationToken cancellation) =>
        (await attendees.FindAsync(certificate.AttendeeId, cancellation) ?? throw new RuleException("unknown-attendee", RuleKind.NotFound)).Email;
}
