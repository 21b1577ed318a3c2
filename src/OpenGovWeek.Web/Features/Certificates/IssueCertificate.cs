using OpenGovWeek.Core;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Certificates;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Issues a certificate to who asks for it: once per attendee and kind, frozen with all that is printed.</summary>
public sealed class IssueCertificate(CertificateStore certificates, PolicyStore policies, QualifyingReader qualifying, CertificateMaker maker)
{
    /// <summary>Issues a certificate, or returns the newest edition of what was issued before.</summary>
    /// <param name="attendeeId">Who asks for it.</param>
    /// <param name="kind">See <see cref="CertificateKinds"/>.</param>
    /// <param name="site">Address under which anyone reaches this application; the code is verified there.</param>
    /// <exception cref="RuleException">
    /// <c>address-unconfirmed</c>; <c>attendance-missing</c> with minutes attended and needed; <c>days-missing</c> with days reached and needed;
    /// <c>unknown-day</c>; those of <see cref="CertificatePress.PrintAsync"/>.
    /// </exception>
    public async Task<IssuedCertificate> RunAsync(Guid attendeeId, string kind, Uri site, CancellationToken cancellation)
    {
        var earlier = await certificates.OfAttendeeAsync(attendeeId, cancellation);
        if (earlier.FirstOrDefault(c => c.Kind == kind) is { } issued)
        {
            return issued;
        }

        var (attendee, _) = await certificates.ReadHolderAsync(attendeeId, cancellation);
        var measure = await qualifying.MeasureAsync(attendee.EventId, cancellation);
        var standing = await qualifying.OfAsync(measure, attendeeId, cancellation);
        EnsureReached(kind, standing);
        if (attendee.ConfirmedAt is null)
        {
            throw new RuleException("address-unconfirmed", RuleKind.Conflict);
        }

        var policy = await policies.ReadAsync(attendee.EventId, cancellation);
        var order = CertificateOrder.For(kind, attendee, measure.Event, policy, standing);
        return await certificates.KeepAsync(await maker.MakeAsync(order, measure.Event, policy, site, cancellation), cancellation);
    }

    private static void EnsureReached(string kind, Standing standing)
    {
        if (kind == CertificateKinds.Event)
        {
            if (standing.Event.DaysNeeded == 0)
            {
                throw new RuleException("unknown-day", RuleKind.NotFound);
            }

            if (!standing.Event.Reached)
            {
                throw new RuleException("days-missing", RuleKind.Conflict, field: null, standing.Event.DaysReached, standing.Event.DaysNeeded);
            }

            return;
        }

        var day = standing.Days.FirstOrDefault(d => CertificateKinds.OfDay(d.Day) == kind) ?? throw new RuleException("unknown-day", RuleKind.NotFound);
        if (!day.Reached)
        {
            throw new RuleException("attendance-missing", RuleKind.Conflict, field: null, day.Minutes, day.NeededMinutes);
        }
    }
}
