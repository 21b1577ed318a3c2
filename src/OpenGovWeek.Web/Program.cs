using Microsoft.Extensions.Hosting.Systemd;
using OpenGovWeek.Web.Composition;
using OpenGovWeek.Web.Features.Certificates.Badges;
using OpenGovWeek.Web.Features.Events;

return await Launch.RunAsync(args, async () =>
{
    var command = Command.Parse(args);
    var builder = WebApplication.CreateBuilder(command.HostArguments);
    builder.AddOpenGovWeek();
    await using var app = builder.Build();
    switch (command)
    {
        case Command.Migrate:
            await app.MigrateAsync();
            return;
        case Command.RotateBadgeKey:
            await app.PrepareDatabaseAsync();
            await app.Services.GetRequiredService<BadgeKeys>().RotateAsync(CancellationToken.None);
            return;
        case Command.BackUp backup:
            await app.BackUpAsync(backup.Path);
            return;
        case Command.Restore restore:
            await app.RestoreAsync(restore.Path, restore.Replace);
            return;
        case Command.NewEpoch:
            await app.StartEpochAsync();
            return;
        case Command.Import import:
            await app.PrepareDatabaseAsync();
            await app.ImportAsync(import.Path);
            return;
    }

    await app.PrepareDatabaseAsync();
    await app.LoadRehearsalAsync();
    app.UseOpenGovWeek();
    app.MapOpenGovWeek();
    await app.StartAsync();
    await app.SayWhereAsync();
    new SystemdNotifier().Notify(ServiceState.Ready);
    await app.WaitForShutdownAsync();
});
