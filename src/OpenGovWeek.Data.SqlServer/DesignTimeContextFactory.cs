using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace OpenGovWeek.Data.SqlServer;

/// <summary>Lets <c>dotnet ef</c> make migrations for this provider; it never connects.</summary>
public sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<OpenGovWeekDbContext>
{
    public OpenGovWeekDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<OpenGovWeekDbContext>();
        new SqlServerProvider().Configure(options, "Server=localhost;Database=design;Trusted_Connection=True");
        return new OpenGovWeekDbContext(options.Options);
    }
}
