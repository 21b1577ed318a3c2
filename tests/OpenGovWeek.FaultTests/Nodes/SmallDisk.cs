using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpenGovWeek.Testing;

namespace OpenGovWeek.FaultTests.Nodes;

/// <summary>An SQLite file on a disk that can be filled: in the long form a tmpfs of its own, which only root may mount; in the short one a limit of pages.</summary>
internal sealed class SmallDisk : TestDatabase
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("small-disk-");
    private readonly bool isReal;

    private SmallDisk(bool isReal) => this.isReal = isReal;

    public override string Provider => "Sqlite";

    public override string ConnectionString => $"Data Source={Path.Combine(folder.FullName, "test.db")}";

    /// <summary>What the node's connections need.</summary>
    public PageLimit Limit { get; } = new();

    public static async Task<SmallDisk> CreateAsync(bool isReal)
    {
        var disk = new SmallDisk(isReal);
        if (isReal)
        {
            await RunAsync("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.folder.FullName);
        }

        return disk;
    }

    /// <summary>No page more fits.</summary>
    public async Task FillAsync()
    {
        Limit.IsFull = !isReal;
        if (!isReal)
        {
            return;
        }

        await using var rest = File.Create(Rest);
        var piece = new byte[4096];
        try
        {
            while (true)
            {
                await rest.WriteAsync(piece);
                await rest.FlushAsync();
            }
        }
        catch (IOException)
        {
            // Full, as it should be.
        }
    }

    /// <summary>Somebody made room.</summary>
    public void Free()
    {
        Limit.IsFull = false;
        File.Delete(Rest);
    }

    public override async ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (isReal)
        {
            await RunAsync("umount", folder.FullName);
        }

        folder.Delete(recursive: true);
    }

    private string Rest => Path.Combine(folder.FullName, "rest");

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: the long form needs the right to mount a small disk.");
        }
    }

    /// <summary>Lets the file grow or not, from the next transaction on.</summary>
    public sealed class PageLimit : DbTransactionInterceptor
    {
        // The most that SQLite knows.
        private const uint NoLimit = 4_294_967_294;

        private volatile bool full;

        public bool IsFull
        {
            get => full;
            set => full = value;
        }

        public override async ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            // Fewer pages than there are come to as many as there are.
            command.CommandText = IsFull ? "PRAGMA max_page_count = 1" : $"PRAGMA max_page_count = {NoLimit}";
            command.Transaction = result;
            await command.ExecuteNonQueryAsync(cancellationToken);
            return result;
        }
    }
}
