using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Polls;
using OpenGovWeek.Core.Sessions;
using OpenGovWeek.Data.PostgreSql;
using OpenGovWeek.Data.Sessions;
using OpenGovWeek.Data.Sqlite;
using OpenGovWeek.Data.SqlServer;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Data.Tests;

/// <summary>The data layer alone over a real, migrated database.</summary>
internal sealed class DataHost : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly TestDatabase? ownDatabase;

    private DataHost(ServiceProvider services, TestDatabase? ownDatabase) => (this.services, this.ownDatabase) = (services, ownDatabase);

    /// <summary>Providers that this run can reach, for theories.</summary>
    public static TheoryData<string> Providers => [.. TestDatabase.Configured];

    /// <summary>Those of them that several nodes can share.</summary>
    public static TheoryData<string> Servers => [.. TestDatabase.Servers];

    public static IDatabaseProvider ProviderOf(string name) => name switch
    {
        "Sqlite" => new SqliteProvider(),
        "SqlServer" => new SqlServerProvider(),
        "PostgreSql" => new PostgreSqlProvider(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a provider."),
    };

    /// <summary>Migrates a new database of the provider and starts the writers.</summary>
    public static async Task<DataHost> StartAsync(string provider)
    {
        var database = await TestDatabase.CreateAsync(provider);
        return await StartAsync(database, database);
    }

    /// <summary>Another node on a database that is migrated already.</summary>
    public static Task<DataHost> JoinAsync(TestDatabase database) => StartAsync(database, null);

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<OpenGovWeekDbContext> NewContextAsync() => Get<IDbContextFactory<OpenGovWeekDbContext>>().CreateDbContextAsync();

    public async Task<T> ReadAsync<T>(Func<OpenGovWeekDbContext, Task<T>> work)
    {
        await using var db = await NewContextAsync();
        return await work(db);
    }

    /// <summary>Writes an event with one live session.</summary>
    public async Task<Session> AddSessionAsync()
    {
        var now = Get<TimeProvider>().UtcNow();
        var week = new Event
        {
            Id = Guid.CreateVersion7(),
            Slug = $"semana-{Guid.NewGuid():N}",
            Name = "Semana de Gobierno Abierto",
            Institution = "Presidencia del Consejo de Ministros",
            Unit = "Secretaría de Gestión Pública",
            TimeZone = "America/Lima",
            CreatedAt = now,
        };
        var day = new EventDay { Id = Guid.CreateVersion7(), EventId = week.Id, Number = 1, Date = DateOnly.FromDateTime(now) };
        var session = new Session
        {
            Id = Guid.CreateVersion7(),
            EventId = week.Id,
            EventDayId = day.Id,
            Slug = $"dia-{Guid.NewGuid():N}",
            Title = "Gobierno Abierto",
            PlannedStart = now,
            PlannedEnd = now.AddHours(1),
            Status = SessionStatus.Live,
            StatusSince = now,
        };
        day.Sessions.Add(session);
        week.Days.Add(day);
        return await AddAsync(week, session);
    }

    /// <summary>Writes an attendee of the session's event.</summary>
    public Task<Attendee> AddAttendeeAsync(Session session)
    {
        var now = Get<TimeProvider>().UtcNow();
        var attendee = new Attendee
        {
            Id = Guid.CreateVersion7(),
            EventId = session.EventId,
            Name = "Rosa Huamán Ñaupari",
            Email = "rosa@ejemplo.pe",
            NormalizedEmail = "rosa@ejemplo.pe",
            Audience = Audience.Citizen,
            ConsentVersion = "prueba",
            ConsentedAt = now,
            Language = "es-PE",
            CreatedAt = now,
        };
        return AddAsync(attendee, attendee);
    }

    /// <summary>Writes an open poll with three choices, the way of every command.</summary>
    public Task<Poll> AddPollAsync(Session session) => Get<SessionWriter>().WriteAsync(session.Id, write =>
    {
        var id = Guid.CreateVersion7();
        var poll = new Poll
        {
            Id = id,
            SessionId = session.Id,
            Kind = PollKind.SingleChoice,
            Prompt = "¿Desde dónde nos acompaña?",
            Policy = ResultsPolicy.Live,
            Status = PollStatus.Open,
            WasPublic = true,
            CreatedAt = write.Now,
            OpenedAt = write.Now,
            Choices = [.. new[] { "Lima", "Cusco", "Puno" }.Select((text, position) =>
                new Choice { Id = Guid.CreateVersion7(), PollId = id, Position = position, Text = text })],
        };
        write.Db.Polls.Add(poll);
        return Task.FromResult(poll);
    }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await services.DisposeAsync();
        if (ownDatabase is not null)
        {
            await ownDatabase.DisposeAsync();
        }
    }

    private static async Task<DataHost> StartAsync(TestDatabase database, TestDatabase? own)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton(TimeProvider.System)
            .AddOpenGovWeekData(ProviderOf(database.Provider), database.ConnectionString)
            .BuildServiceProvider();
        if (own is not null)
        {
            await services.GetRequiredService<DatabaseSetup>().MigrateAsync(CancellationToken.None);
        }

        foreach (var hosted in services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        return new DataHost(services, own);
    }

    private async Task<T> AddAsync<T>(object row, T result)
    {
        await using var db = await NewContextAsync();
        db.Add(row);
        await db.SaveChangesAsync();
        return result;
    }
}
