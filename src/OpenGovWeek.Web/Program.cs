using OpenGovWeek.Web.Composition;

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
    }

    await app.PrepareDatabaseAsync();
    app.UseOpenGovWeek();
    app.MapOpenGovWeek();
    await app.RunAsync();
});
