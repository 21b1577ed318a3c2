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

        if (args is not ["import", ..])
        {
            return new Serve(args);
        }

        return args is [_, var path, ..] && !path.StartsWith('-')
            ? new Import(path, args[2..])
            : throw new StartupException("Say which file holds the event: import event.json");
    }
}
