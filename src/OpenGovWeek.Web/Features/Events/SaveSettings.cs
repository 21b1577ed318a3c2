using OpenGovWeek.Core;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.Audit;
using OpenGovWeek.Data.Events;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>Saves the settings of an event and of its sessions: everything that was changed, or nothing and every reason why not.</summary>
public sealed class SaveSettings(EventFiles files, EventEditor editor)
{
    /// <summary>Saves a form.</summary>
    /// <param name="event">The event as it is now.</param>
    /// <param name="form">As typed. Where somebody else changed what was typed over, it is told how things stand now, so that saving it again replaces that.</param>
    /// <param name="actor">Who saves.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What keeps it from being saved; empty when all was saved.</returns>
    public async Task<IReadOnlyList<SettingsProblem>> RunAsync(Event @event, SettingsForm form, Actor actor, CancellationToken cancellation)
    {
        var problems = new List<SettingsProblem>();
        var changes = new EventChanges(@event);
        ReadEvent(@event, form, problems, changes);
        await ReadLogoAsync(@event, form, problems, changes, cancellation);
        foreach (var (index, part) in form.Sessions.Index())
        {
            ReadSession(@event, part, index, problems, changes);
        }

        if (problems.Count == 0 && !changes.IsEmpty)
        {
            await editor.SaveAsync(changes, files.StreamHosts, actor, cancellation);
        }

        return problems;
    }

    private static async Task ReadLogoAsync(
        Event @event, SettingsForm form, List<SettingsProblem> problems, EventChanges changes, CancellationToken cancellation)
    {
        try
        {
            changes.Logo = await LogoUpload.ReadAsync(form, @event, cancellation);
        }
        catch (RuleException rule)
        {
            problems.Add(new(nameof(SettingsForm.Logo), rule));
        }
    }

    private static void ReadEvent(Event @event, SettingsForm form, List<SettingsProblem> problems, EventChanges changes)
    {
        var now = EventPlan.Of(@event);
        var seen = Written.Read<EventPlan>(form.Seen) ?? now;
        var before = problems.Count;
        var plan = form.Read(seen).Check(rule => problems.Add(new(EventField(rule), rule)));
        if (plan == seen)
        {
            form.Show(now);
        }
        else if (seen != now && plan != now)
        {
            form.Seen = Written.As(now);
            problems.Add(new("Name", new RuleException("changed-meanwhile", RuleKind.Conflict, null, ""), $"{now.Name} · {now.Institution} · {now.Unit} · {now.Purpose} · {now.AttendanceShare:P0} · {now.Accent ?? "–"}"));
        }
        else if (plan != now && problems.Count == before)
        {
            changes.Plan = new(seen, plan);
        }
    }

    private void ReadSession(Event @event, SessionForm part, int index, List<SettingsProblem> problems, EventChanges changes)
    {
        var (day, session) = @event.Days.SelectMany(d => d.Sessions.Select(s => (d, s))).FirstOrDefault(pair => pair.s.Slug == part.Slug);
        if (session is null)
        {
            throw new RuleException("unknown-session", RuleKind.NotFound);
        }

        var now = SessionPlan.Of(session, EventCalendar.Of(@event.TimeZone));
        var seen = Written.Read<SessionPlan>(part.Seen) ?? now;
        var before = problems.Count;
        var typed = part.Read(seen, (field, rule) => problems.Add(new($"Sessions[{index}].{field}", rule)));
        if (typed == seen)
        {
            part.Show(now);
            return;
        }

        foreach (var rule in Check(typed, seen))
        {
            problems.Add(new($"Sessions[{index}].{SessionField(rule)}", rule));
        }

        if (seen != now && typed != now)
        {
            part.Seen = Written.As(now);
            problems.Add(new(
                $"Sessions[{index}].Title",
                new RuleException("changed-meanwhile", RuleKind.Conflict, null, ""),
                $"{now.Title} · {now.Start:HH\\:mm} – {now.End:HH\\:mm} · {now.StreamUrl ?? "–"} · {now.StreamDelaySeconds} s"));
        }
        else if (typed != now && problems.Count == before)
        {
            changes.Sessions.Add(new(new SessionPlace(@event, day, session), seen, typed));
        }
    }

    // Each part alone with the others as they were, so that one slip does not hide the next.
    private IEnumerable<RuleException> Check(SessionPlan typed, SessionPlan seen)
    {
        SessionPlan[] parts =
        [
            seen with { Title = typed.Title },
            seen with { Start = typed.Start, End = typed.End },
            seen with { StreamUrl = typed.StreamUrl },
            seen with { StreamDelaySeconds = typed.StreamDelaySeconds },
        ];
        foreach (var part in parts)
        {
            RuleException? broken = null;
            try
            {
                part.Check(files.StreamHosts);
            }
            catch (RuleException rule)
            {
                broken = rule;
            }

            if (broken is not null)
            {
                yield return broken;
            }
        }
    }

    private static string EventField(RuleException rule) => rule.Field switch
    {
        "institution" => nameof(SettingsForm.Institution),
        "unit" => nameof(SettingsForm.Unit),
        "purpose" => nameof(SettingsForm.Purpose),
        "attendanceShare" => nameof(SettingsForm.Share),
        "accent" => nameof(SettingsForm.Accent),
        _ => nameof(SettingsForm.Name),
    };

    private static string SessionField(RuleException rule) => rule.Field switch
    {
        "end" => nameof(SessionForm.End),
        "streamUrl" => nameof(SessionForm.StreamUrl),
        "streamDelaySeconds" => nameof(SessionForm.StreamDelay),
        _ => nameof(SessionForm.Title),
    };
}

/// <summary>Why settings were not saved.</summary>
/// <param name="Field">Field of <see cref="SettingsForm"/>, such as <c>Sessions[1].Title</c>.</param>
/// <param name="Rule">The rule that it breaks; <c>changed-meanwhile</c> when somebody else saved first.</param>
/// <param name="Stored">How things stand now, when somebody else saved first.</param>
public sealed record SettingsProblem(string Field, RuleException Rule, string? Stored = null);
