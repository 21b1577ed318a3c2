using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Data;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests.Servers;

/// <summary>Ballots as they are written first: a request, a context, one <c>SaveChanges</c>; without cookies, rules, limits or a tally. On the same model and database.</summary>
internal static class NaiveBallots
{
    /// <summary>Serves <c>PUT /{poll}/{attendee}/{choice}</c>.</summary>
    /// <param name="node">Whose database it writes into; it has nothing else to do.</param>
    public static async Task<WebApplication> StartAsync(TestNode node)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var contexts = node.Services.GetRequiredService<IDbContextFactory<OpenGovWeekDbContext>>();
        app.MapPut("/{poll:guid}/{attendee:guid}/{choice:guid}", async (Guid poll, Guid attendee, Guid choice) =>
        {
            await CastAsync(contexts, poll, attendee, choice);
            return TypedResults.Ok();
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>Ends when the ballot is committed.</summary>
    public static async Task CastAsync(IDbContextFactory<OpenGovWeekDbContext> contexts, Guid poll, Guid attendee, Guid choice)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var ballot = await db.Ballots.SingleOrDefaultAsync(b => b.PollId == poll && b.AttendeeId == attendee);
        var now = DateTime.UnixEpoch.AddMilliseconds(Environment.TickCount64);
        if (ballot is null)
        {
            db.Ballots.Add(new Ballot { PollId = poll, AttendeeId = attendee, Marks = choice.ToString(), CastAt = now });
        }
        else
        {
            (ballot.Marks, ballot.CastAt) = (choice.ToString(), now);
        }

        await db.SaveChangesAsync();
    }
}
