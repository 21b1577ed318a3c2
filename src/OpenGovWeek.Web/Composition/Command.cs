namespace OpenGovWeek.Web.Composition;

/// <summary>What the command line asks for; without a word of its own the application serves.</summary>
public abstract record Command(string[] HostArguments)
{
    /// <summary>Serves until it is stopped.</summary>
    public sealed record Serve(string[] HostArguments) : Command(HostArguments);

    /// <summary>Brings the database to the present schema and ends.</summary>
    public sealed record Migrate(string[] HostArguments) : Command(HostArguments);

    /// <summary>Makes a newer key for badges, which signs from then on, and ends.</summary>
    public sealed record RotateBadgeKey(string[] HostArguments) : Command(HostArguments);

    /// <summary>Writes the embedded database into a file, also while a node runs, and ends.</summary>
    public sealed record BackUp(string Path, string[] HostArguments) : Command(HostArguments);

    /// <summary>Puts a backup in the place of the embedded database and ends.</summary>
    /// <param name="Replace">What is there may be overwritten.</param>
    public sealed record Restore(string Path, bool Replace, string[] HostArguments) : Command(HostArguments);

    /// <summary>Says that the database was put back, so that clients read everything again, and ends.</summary>
    public sealed record NewEpoch(string[] HostArguments) : Command(HostArguments);

    /// <summary>Loads an event from a file and ends.</summary>
    public sealed record Import(string Path, string[] HostArguments) : Command(HostArguments);

    /// <exception cref="StartupException">The words make no sense.</exception>
    public static Command Parse(string[] args)
    {
        if (args.Contains("--migrate"))
        {
            return new Migrate([.. args.Where(a => a != "--migrate")]);
        }

        if (args is ["rotate-badge-key", ..])
        {
            return new RotateBadgeKey(args[1..]);
        }

        return args switch
        {
            ["new-epoch", .. var rest] => new NewEpoch(rest),
            ["backup", .. var rest] => new BackUp(FileOf(rest, "Say which file the backup is written to: backup opengovweek.backup"), rest[1..]),
            ["restore", .. var rest] => new Restore(
                FileOf(Restored(rest), "Say which file holds the backup: restore opengovweek.backup"), rest.Contains("--replace"), Restored(rest)[1..]),
            ["import", .. var rest] => new Import(FileOf(rest, "Say which file holds the event: import event.json"), rest[1..]),
            [[not ('-' or '/'), ..] word, ..] when !word.Contains('=', StringComparison.Ordinal) =>
                throw new StartupException($"'{word}' is no command: import, backup, restore, new-epoch, rotate-badge-key, --migrate, or none to serve."),
            _ => new Serve(args),
        };
    }

    private static string[] Restored(string[] words) => [.. words.Where(word => word != "--replace")];

    private static string FileOf(string[] words, string otherwise) =>
        words is [var path, ..] && !path.StartsWith('-') ? path : throw new StartupException(otherwise);
}
