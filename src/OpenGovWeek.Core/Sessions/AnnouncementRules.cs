using OpenGovWeek.Core.Text;

namespace OpenGovWeek.Core.Sessions;

/// <summary>What staff tell everybody in a session: one announcement at a time, which ends by itself. All times are UTC.</summary>
public static class AnnouncementRules
{
    /// <summary>Longest text, in code points.</summary>
    public const int MaxText = 280;

    public const int MinMinutes = 1;
    public const int MaxMinutes = 240;

    /// <summary>Announces something in place of what was announced before.</summary>
    /// <param name="session">Where it is shown.</param>
    /// <param name="id">Id that the client chose.</param>
    /// <param name="text">As typed, 1 to 280 code points on one line.</param>
    /// <param name="minutes">For how long it is shown, 1 to 240.</param>
    /// <param name="now">The server's clock.</param>
    /// <exception cref="RuleException">Those of <see cref="PlainText.Line"/>; <c>announcement-minutes</c> (detail: least and most). Nothing was changed.</exception>
    public static void Announce(Session session, Guid id, string? text, int minutes, DateTime now)
    {
        var line = PlainText.Line(text, 1, MaxText, "text");
        if (minutes is < MinMinutes or > MaxMinutes)
        {
            throw new RuleException("announcement-minutes", RuleKind.Invalid, "minutes", MinMinutes, MaxMinutes);
        }

        session.AnnouncementId = id;
        session.AnnouncementText = line;
        session.AnnouncementEndsAt = now.AddMinutes(minutes);
    }

    /// <summary>Ends what is announced; without any nothing happens.</summary>
    public static void End(Session session)
    {
        session.AnnouncementId = null;
        session.AnnouncementText = null;
        session.AnnouncementEndsAt = null;
    }

    /// <summary>Whether there is an announcement whose time is over.</summary>
    public static bool IsOver(Session session, DateTime now) => session.AnnouncementEndsAt <= now;
}
