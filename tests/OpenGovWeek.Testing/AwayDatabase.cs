using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenGovWeek.Data;

namespace OpenGovWeek.Testing;

/// <summary>A node's database that answers nobody for as long as it is told to.</summary>
public sealed class AwayDatabase
{
    private volatile bool isAway;

    public bool IsAway
    {
        get => isAway;
        set => isAway = value;
    }

    /// <summary>Stands before the contexts of a node.</summary>
    public void Replace(IServiceCollection services)
    {
        var real = services.Single(service => service.ServiceType == typeof(IDbContextFactory<OpenGovWeekDbContext>));
        services.Replace(ServiceDescriptor.Singleton<IDbContextFactory<OpenGovWeekDbContext>>(
            provider => new Contexts(this, (IDbContextFactory<OpenGovWeekDbContext>)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!))));
    }

    private sealed class Contexts(AwayDatabase database, IDbContextFactory<OpenGovWeekDbContext> real) : IDbContextFactory<OpenGovWeekDbContext>
    {
        public OpenGovWeekDbContext CreateDbContext() => database.IsAway ? throw new TimeoutException("The database is away.") : real.CreateDbContext();
    }
}
