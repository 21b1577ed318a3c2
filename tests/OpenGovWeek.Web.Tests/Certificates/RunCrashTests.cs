using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenGovWeek.Certificates.Skia;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Certificates;

/// <summary>A run whose node dies, is stopped or loses the run at every step leaves no second certificate, no second mail, and counters that are right.</summary>
public sealed class RunCrashTests
{
    private const int People = 12;

    /// <summary>Where a step of a run breaks.</summary>
    public enum Break
    {
        BeforeSave,
        AfterSave,
        BeforeCommit,
        AfterCommit,
    }

    public static TheoryData<string, Break> Breaks => [.. from provider in TestDatabase.Configured from at in Enum.GetValues<Break>() select (provider, at)];

    public static TheoryData<string> Databases => [.. TestDatabase.Configured];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_step_that_breaks_anywhere_is_done_again_or_was_done(string provider, Break at)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var breaking = new Breaking(at);
        await using var node = await TestNode.StartAsync(database, settings: RunTests.Quick, services: services =>
        {
            services.ConfigureDbContext<OpenGovWeekDbContext>(options => options.AddInterceptors(breaking.Saves, breaking.Commits));
        });
        var held = await HeldWeek.CreateAsync(node);
        await held.AddPeopleAsync(People);

        await RunTests.StartAsync(held);
        await RunTests.FinishedAsync(node);

        Assert.InRange(breaking.Broken, 2, People);
        await RunTests.AssertCompleteAsync(node, People);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_node_that_loses_the_run_while_it_draws_records_nothing_of_it(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        TestNode? running = null;
        var between = new Between(new SkiaCertificateRenderer(), drawn: 4, () => running!.WithDatabaseAsync(db => db.CertificateRuns.ExecuteUpdateAsync(
            // Another node thought that this one was dead, and then died itself.
            set => set.SetProperty(r => r.Lease, Guid.NewGuid()).SetProperty(r => r.LeasedUntil, running!.Clock.Now.AddSeconds(1)))));
        await using var node = await TestNode.StartAsync(
            database, settings: RunTests.Quick, services: services => services.Replace(ServiceDescriptor.Singleton<ICertificateRenderer>(between)));
        running = node;
        var held = await HeldWeek.CreateAsync(node);
        await held.AddPeopleAsync(People);

        await RunTests.StartAsync(held);
        await Eventually.TrueAsync(() => between.IsDone, "the run was taken away");
        Assert.Equal(3, await RunTests.CountAsync(node));
        await RunTests.FinishedAsync(node);

        Assert.Equal(People + 1, between.Drawn);
        await RunTests.AssertCompleteAsync(node, People);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Who_presses_while_the_run_draws_for_them_has_the_own_press_and_no_mail(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        TestNode? running = null;
        var between = new Between(new SkiaCertificateRenderer(), drawn: 2, () => running!.WithDatabaseAsync(async db =>
        {
            var first = await db.Certificates.AsNoTracking().SingleAsync();
            var next = await db.Attendees.Where(a => a.Id.CompareTo(first.AttendeeId) > 0).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync();
            db.Certificates.Add(new Certificate
            {
                Id = Guid.CreateVersion7(),
                Code = CertificateCode.Generate().Value,
                EventId = first.EventId,
                AttendeeId = next,
                Kind = first.Kind,
                Status = CertificateStatus.Valid,
                Name = "La del otro nodo",
                EventName = first.EventName,
                Subject = first.Subject,
                Date = first.Date,
                Minutes = first.Minutes,
                Institution = first.Institution,
                Language = first.Language,
                IssuedAt = first.IssuedAt,
                Pdf = first.Pdf,
                PdfSha256 = first.PdfSha256,
                Blocks = first.Blocks,
            });
            return await db.SaveChangesAsync();
        }));
        await using var node = await TestNode.StartAsync(
            database, settings: RunTests.Quick, services: services => services.Replace(ServiceDescriptor.Singleton<ICertificateRenderer>(between)));
        running = node;
        var held = await HeldWeek.CreateAsync(node);
        await held.AddPeopleAsync(People);

        await RunTests.StartAsync(held);
        await RunTests.FinishedAsync(node);

        var run = await node.WithDatabaseAsync(db => db.CertificateRuns.AsNoTracking().SingleAsync());
        Assert.Equal((People, People - 1), (run.Seen, run.Issued));
        Assert.Equal((People, People - 1), await node.WithDatabaseAsync(async db => (await db.Certificates.CountAsync(), await db.OutboxMails.CountAsync())));
        Assert.Equal(1, await node.WithDatabaseAsync(db => db.Certificates.CountAsync(c => c.Name == "La del otro nodo")));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_stop_while_the_run_draws_holds_at_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        TestNode? running = null;
        var between = new Between(new SkiaCertificateRenderer(), drawn: 3, () => running!.WithDatabaseAsync(db => db.CertificateRuns.ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Status, CertificateRunStatus.Stopped).SetProperty(r => r.Lease, (Guid?)null))));
        await using var node = await TestNode.StartAsync(
            database, settings: RunTests.Quick, services: services => services.Replace(ServiceDescriptor.Singleton<ICertificateRenderer>(between)));
        running = node;
        var held = await HeldWeek.CreateAsync(node);
        await held.AddPeopleAsync(People);

        await RunTests.StartAsync(held);
        await Eventually.TrueAsync(() => between.IsDone, "the run was stopped");
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        Assert.Equal((3, 2), (between.Drawn, await RunTests.CountAsync(node)));
    }

    [Fact]
    public async Task A_process_that_is_killed_in_the_middle_leaves_everything_right_for_the_next_one()
    {
        const int many = 40;
        await using var database = await TestDatabase.CreateAsync("Sqlite");
        await using (var before = await TestNode.StartAsync(database, settings: new() { ["CertificateRuns:Every"] = "01:00:00" }))
        {
            var held = await HeldWeek.CreateAsync(before);
            await held.AddPeopleAsync(many);
            await RunTests.StartAsync(held);
        }

        var seen = 0;
        for (var life = 1; life <= 2; life++)
        {
            using var process = Process.Start(Child(database))!;
            try
            {
                await Eventually.TrueAsync(() => Seen(database) >= 8 * life, "the child issues", TimeSpan.FromMinutes(3));
            }
            finally
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }

            Assert.InRange(Seen(database), seen + 1, many - 1);
            seen = Seen(database);
        }

        await using var after = await TestNode.StartAsync(database, settings: RunTests.Quick);
        await RunTests.FinishedAsync(after);
        await RunTests.AssertCompleteAsync(after, many);
    }

    private static ProcessStartInfo Child(TestDatabase database) => new(
        "dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "OpenGovWeek.Web.dll"), "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Error",
            "--ConnectionStrings:Database", database.ConnectionString, "--CertificateRuns:PerSecond", "10", "--CertificateRuns:Lease", "00:00:02",
            "--CertificateRuns:Every", "00:00:00.100",
        ])
    {
        WorkingDirectory = Repository.PathOf("src", "OpenGovWeek.Web"),
        Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
    };

    private static int Seen(TestDatabase database)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(database.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Seen FROM CertificateRuns";
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Breaks every third step that issues a certificate, each once.</summary>
    private sealed class Breaking(Break at)
    {
        private readonly HashSet<Guid> known = [];
        private readonly HashSet<DbContext> issuing = [];

        public int Broken { get; private set; }

        public IInterceptor Saves => new SaveBreaker(this);

        public IInterceptor Commits => new CommitBreaker(this);

        private bool Notes(DbContext? db, Break here)
        {
            lock (known)
            {
                if (here == Break.BeforeSave && db?.ChangeTracker.Entries<Certificate>().FirstOrDefault() is { Entity: var made } && known.Add(made.AttendeeId) && known.Count % 3 == 0)
                {
                    issuing.Add(db);
                }

                return here == at && db is not null && issuing.Remove(db) && ++Broken > 0;
            }
        }

        private void Meet(DbContext? db, Break here)
        {
            if (Notes(db, here))
            {
                throw new InvalidOperationException($"The node dies {here}.");
            }
        }

        private sealed class SaveBreaker(Breaking whole) : SaveChangesInterceptor
        {
            public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
                DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
            {
                whole.Meet(eventData.Context, Break.BeforeSave);
                return ValueTask.FromResult(result);
            }

            public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
            {
                whole.Meet(eventData.Context, Break.AfterSave);
                return ValueTask.FromResult(result);
            }
        }

        private sealed class CommitBreaker(Breaking whole) : DbTransactionInterceptor
        {
            public override ValueTask<InterceptionResult> TransactionCommittingAsync(
                DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
            {
                whole.Meet(eventData.Context, Break.BeforeCommit);
                return ValueTask.FromResult(result);
            }

            public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
            {
                whole.Meet(eventData.Context, Break.AfterCommit);
                return Task.CompletedTask;
            }
        }
    }

    /// <summary>Does something once, after a certificate was drawn and before it is recorded.</summary>
    private sealed class Between(ICertificateRenderer engine, int drawn, Func<Task> act) : ICertificateRenderer
    {
        public bool Tagged => engine.Tagged;

        public string? PdfALevel => engine.PdfALevel;

        public bool Reproducible => engine.Reproducible;

        public bool SubsetsTypefaces => engine.SubsetsTypefaces;

        /// <summary>How many were drawn.</summary>
        public int Drawn { get; private set; }

        public bool IsDone { get; private set; }

        public byte[] Render(CertificateContent content)
        {
            var pdf = engine.Render(content);
            if (++Drawn == drawn)
            {
                Task.Run(act).GetAwaiter().GetResult();
                IsDone = true;
            }

            return pdf;
        }

        public IReadOnlyList<UndrawableCharacter> UndrawableCharacters(CertificateFonts fonts, string text) => engine.UndrawableCharacters(fonts, text);
    }
}
