using OpenGovWeek.Pictures;
using OpenGovWeek.Testing;

// Makes the pictures of the main views: dotnet run --project tests/OpenGovWeek.Pictures -- [folder]
if (Installed.Chromium is null)
{
    await Console.Error.WriteLineAsync("Chromium was not found: put it on the PATH, or name its file in OPENGOVWEEK_CHROMIUM.");
    return 1;
}

var folder = Path.GetFullPath(args is [var given, ..] ? given : Repository.PathOf("artifacts", "pictures"));
Directory.CreateDirectory(folder);
await using var week = await RehearsedWeek.StartAsync();
await using var camera = await Camera.OpenAsync(week.Node, folder);
await new Album(week, camera).MakeAsync();
await Console.Out.WriteLineAsync($"{camera.Taken} pictures in {folder}");
return 0;
