using OpenGovWeek.Data;
using OpenGovWeek.Data.PostgreSql;
using OpenGovWeek.Data.Sqlite;
using OpenGovWeek.Data.SqlServer;

namespace OpenGovWeek.Web.Composition;

/// <summary>Chooses the database: <c>Database:Provider</c> and <c>ConnectionStrings:Database</c>.</summary>
public static class DatabaseSwitch
{
    /// <exception cref="StartupException">The provider is unknown, its connection string is missing, or the data folder cannot be written.</exception>
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var connection = configuration.GetConnectionString("Database");
        IDatabaseProvider provider = configuration["Database:Provider"] switch
        {
            null or "" or "Sqlite" => new SqliteProvider(),
            "SqlServer" => new SqlServerProvider(),
            "PostgreSql" => new PostgreSqlProvider(),
            var other => throw new StartupException(
                $"Database:Provider is '{other}'; it has to be Sqlite, SqlServer or PostgreSql."),
        };

        if (provider.IsEmbedded && configuration.GetConnectionString("Redis") is { Length: > 0 })
        {
            throw new StartupException(
                "ConnectionStrings:Redis is set, but SQLite serves a single node: choose SqlServer or PostgreSql in Database:Provider, or remove Redis.");
        }

        if (string.IsNullOrEmpty(connection))
        {
            connection = provider.IsEmbedded
                ? $"Data Source={Path.Combine(WritableFolder(builder), "opengovweek.db")}"
                : throw new StartupException($"Database:Provider is {provider.Name}, but ConnectionStrings:Database is empty.");
        }

        builder.Services.AddOpenGovWeekData(provider, connection);
    }

    private static string WritableFolder(WebApplicationBuilder builder)
    {
        var folder = Path.GetFullPath(builder.Configuration["DataFolder"] ?? "data", builder.Environment.ContentRootPath);
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".write-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data folder {folder} cannot be written: choose another in DataFolder, or give this account the right to write.", exception);
        }
    }
}
