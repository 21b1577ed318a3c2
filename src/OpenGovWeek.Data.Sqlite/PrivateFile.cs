using Microsoft.Data.Sqlite;

namespace OpenGovWeek.Data.Sqlite;

/// <summary>Files that hold everything about everybody: only the account that made them may read them.</summary>
public static class PrivateFile
{
    /// <summary>Makes the file of a database that there is not yet; what stands in the way of it the database says when it is opened.</summary>
    public static void CreateDatabase(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (file.Contains(':', StringComparison.Ordinal) || File.Exists(file))
        {
            // One in memory, an address, or a database that is there: closing a file that it has open would take its locks away.
            return;
        }

        try
        {
            Create(file, FileMode.OpenOrCreate);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Makes a file; one that is there keeps its rights.</summary>
    /// <param name="mode">Whether what it holds stays.</param>
    public static void Create(string file, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var made = new FileStream(file, options);
    }
}
