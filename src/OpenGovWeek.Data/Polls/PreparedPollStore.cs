using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Audit;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data.Audit;

namespace OpenGovWeek.Data.Polls;

/// <summary>The library of an event's polls: prepared before its sessions, used in any of them.</summary>
public sealed class PreparedPollStore(
    WriteGate gate, PollModeration polls, IDbContextFactory<OpenGovWeekDbContext> contexts, IDatabaseProvider provider, TimeProvider clock)
{
    /// <summary>Most polls of one library.</summary>
    public const int Most = 200;

    /// <summary>The library in its order.</summary>
    public async Task<IReadOnlyList<PreparedPoll>> ListAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.PreparedPolls.AsNoTracking().Where(p => p.EventId == eventId)
            .OrderBy(p => p.Position).ThenBy(p => p.CreatedAt)
            .ToListAsync(cancellation);
    }

    /// <summary>A poll of the library; null when there is none of that id.</summary>
    public async Task<PreparedPoll?> FindAsync(Guid eventId, Guid id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.PreparedPolls.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.EventId == eventId, cancellation);
    }

    /// <summary>Adds a poll at the end. Adding the same again answers the same.</summary>
    /// <param name="id">Id that the client chose.</param>
    /// <exception cref="RuleException">Those of <see cref="PollDesign.Checked"/>; Conflict <c>id-taken</c> or <c>library-full</c> (detail: most).</exception>
    public async Task<PreparedPoll> CreateAsync(Guid eventId, Guid id, PollDesign design, Actor actor, CancellationToken cancellation)
    {
        var clean = design.Checked();
        try
        {
            return await FindSameAsync(eventId, id, clean, cancellation) ?? await gate.RunAsync(async (db, token) =>
            {
                var library = await ReadAsync(db, eventId, token);
                if (library.Count >= Most)
                {
                    throw new RuleException("library-full", RuleKind.Conflict, detail: Most);
                }

                var now = clock.UtcNow();
                var prepared = new PreparedPoll
                {
                    Id = id,
                    EventId = eventId,
                    Position = library.Select(p => p.Position + 1).DefaultIfEmpty(0).Max(),
                    Kind = clean.Kind,
                    Prompt = "",
                    Policy = clean.Policy,
                    Choices = "",
                    CreatedAt = now,
                };
                prepared.Write(clean);
                db.PreparedPolls.Add(prepared);
                Record(db, AuditAction.PollCreate, id, actor, null, clean);
                await db.SaveChangesAsync(token);
                return prepared;
            }, cancellation);
        }
        catch (DbUpdateException fault) when (provider.IsUniqueViolation(fault))
        {
            // The same request may have been faster on another connection.
            return await FindSameAsync(eventId, id, clean, cancellation) ?? throw Taken();
        }
    }

    /// <summary>Asks something else.</summary>
    /// <param name="version">The token of the poll as it was seen.</param>
    /// <exception cref="RuleException">Those of <see cref="PollDesign.Checked"/>; NotFound <c>unknown-poll</c>; Conflict <c>changed-meanwhile</c>.</exception>
    public Task EditAsync(Guid eventId, Guid id, PollDesign design, int version, Actor actor, CancellationToken cancellation)
    {
        var clean = design.Checked();
        return ChangeAsync(eventId, id, version, (db, prepared) =>
        {
            var before = PollDesign.Of(prepared);
            prepared.Write(clean);
            prepared.Version++;
            Record(db, AuditAction.PollEdit, id, actor, before, clean);
        }, cancellation);
    }

    /// <summary>Takes a poll out of the library; drafts that were made of it stay.</summary>
    /// <param name="version">The token of the poll as it was seen.</param>
    /// <exception cref="RuleException">NotFound <c>unknown-poll</c>; Conflict <c>changed-meanwhile</c>.</exception>
    public Task DeleteAsync(Guid eventId, Guid id, int version, Actor actor, CancellationToken cancellation) =>
        ChangeAsync(eventId, id, version, (db, prepared) =>
        {
            db.PreparedPolls.Remove(prepared);
            Record(db, AuditAction.PollDelete, id, actor, PollDesign.Of(prepared), null);
        }, cancellation);

    /// <summary>Puts the library in an order; polls that are not named follow as they were.</summary>
    /// <exception cref="RuleException">NotFound <c>unknown-poll</c>.</exception>
    public Task OrderAsync(Guid eventId, IReadOnlyList<Guid> polls, Actor actor, CancellationToken cancellation) =>
        gate.RunAsync(async (db, token) =>
        {
            var library = await ReadAsync(db, eventId, token);
            var byId = library.ToDictionary(p => p.Id);
            var named = polls.Distinct().Select(id => byId.GetValueOrDefault(id) ?? throw Unknown()).ToList();
            var after = named.Concat(library.Except(named)).ToList();
            foreach (var (position, prepared) in after.Index())
            {
                prepared.Position = position;
            }

            Record(db, AuditAction.PollOrder, eventId, actor, library.ConvertAll(p => p.Id), after.ConvertAll(p => p.Id));
            return await db.SaveChangesAsync(token);
        }, cancellation);

    /// <summary>Makes a draft of a session out of a poll of the library. Doing the same again answers the same.</summary>
    /// <param name="id">Id of the draft.</param>
    /// <exception cref="RuleException">NotFound <c>unknown-poll</c>; Conflict <c>id-taken</c>.</exception>
    public async Task<CreatedPoll> UseAsync(Guid eventId, Guid prepared, Guid sessionId, Guid id, Actor actor, CancellationToken cancellation)
    {
        var found = await FindAsync(eventId, prepared, cancellation) ?? throw Unknown();
        return await polls.CreateAsync(PollRules.Create(id, sessionId, PollDesign.Of(found), clock.UtcNow()), actor, cancellation);
    }

    private async Task ChangeAsync(
        Guid eventId, Guid id, int version, Action<OpenGovWeekDbContext, PreparedPoll> change, CancellationToken cancellation)
    {
        try
        {
            await gate.RunAsync(async (db, token) =>
            {
                var prepared = await db.PreparedPolls.SingleOrDefaultAsync(p => p.Id == id && p.EventId == eventId, token) ?? throw Unknown();
                ModerationWrite.EnsureSeen(prepared.Version, version);
                change(db, prepared);
                return await db.SaveChangesAsync(token);
            }, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ModerationWrite.Changed();
        }
    }

    private async Task<PreparedPoll?> FindSameAsync(Guid eventId, Guid id, PollDesign design, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var before = await db.PreparedPolls.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation);
        return before is null || (before.EventId == eventId && PollDesign.Of(before).IsSameAs(design)) ? before : throw Taken();
    }

    private static Task<List<PreparedPoll>> ReadAsync(OpenGovWeekDbContext db, Guid eventId, CancellationToken cancellation) =>
        db.PreparedPolls.Where(p => p.EventId == eventId).OrderBy(p => p.Position).ThenBy(p => p.CreatedAt).ToListAsync(cancellation);

    private void Record(OpenGovWeekDbContext db, AuditAction action, Guid subject, Actor actor, object? before, object? after) =>
        db.AuditEntries.Add(AuditEntries.Of(action, subject, null, actor, clock.UtcNow(), before, after));

    private static RuleException Unknown() => new("unknown-poll", RuleKind.NotFound);

    private static RuleException Taken() => new("id-taken", RuleKind.Conflict, "id");
}
