using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Data;
using OpenGovWeek.Data.Events;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Data.Staff;
using OpenGovWeek.Web.Http;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>Sends the mail by which a member of staff chooses another password. For an address that nobody has, all the same work is done and nothing is sent.</summary>
public sealed class AskRecovery(
    UserManager<StaffMember> members,
    StaffSeal seals,
    Outbox outbox,
    WriteGate gate,
    IDatabaseProvider provider,
    EventStore events,
    RecoveryLetter letter,
    PublicAddress address,
    TimeProvider clock)
{
    /// <summary>What the token in the mail is sealed for.</summary>
    public const string Purpose = "recovery";

    /// <summary>How long the token serves.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    // One mail for an address in this time: whoever presses again gets no second one, and nobody's mailbox is filled.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private static readonly StaffMember Nobody = new() { Id = Guid.Empty, DisplayName = "", SecurityStamp = Guid.Empty.ToString("N") };

    public async Task RunAsync(EmailAddress email, HttpRequest request, CancellationToken cancellation)
    {
        var found = await members.FindByNameAsync(email.Normalized);
        var member = found ?? Nobody;
        var now = clock.UtcNow();
        var token = seals.Make(Purpose, member, Lifetime);
        var text = letter.Of(
            await events.FindCurrentAsync(cancellation),
            member.DisplayName,
            new Uri(address.Of(request), $"/equipo/recuperar/nueva#{token}"),
            token,
            (int)Lifetime.TotalMinutes);
        var who = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.Normalized)));
        var mail = new NewMail($"staff-recovery:{who}:{now.Ticks / Pause.Ticks}", found?.Email ?? "", text, now + Lifetime);
        try
        {
            await gate.RunAsync((db, stop) =>
            {
                if (found is null)
                {
                    outbox.AddForNobody(db, mail);
                }
                else
                {
                    outbox.Add(db, mail);
                }

                return db.SaveChangesAsync(stop);
            }, cancellation);
        }
        catch (DbUpdateException fault) when (provider.IsUniqueViolation(fault))
        {
            // It was asked for a moment ago.
        }
    }
}
