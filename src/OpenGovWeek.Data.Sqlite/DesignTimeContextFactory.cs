using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace OpenGovWeek.Data.Sqlite;

/// <summary>Lets <c>dotnet ef</c> make migrations for this provider; it never connects.</summary>
public sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<OpenGovWeekDbContext>
{
    public OpenGovWeekDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<OpenGovWeekDbContext>();
        new SqliteProvider().Configure(options, "Data Source=design.db");
        return new OpenGovWeekDbContext(options.Options);
    }
}
