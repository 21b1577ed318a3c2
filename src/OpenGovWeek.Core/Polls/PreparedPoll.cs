namespace OpenGovWeek.Core.Polls;

/// <summary>A poll in the library of an event: prepared once, used in any of its sessions as a draft of its own.</summary>
public sealed class PreparedPoll
{
    public required Guid Id { get; init; }

    public required Guid EventId { get; init; }

    /// <summary>Place in the library, the smaller first.</summary>
    public int Position { get; set; }

    public required PollKind Kind { get; set; }

    /// <summary>What is asked.</summary>
    public required string Prompt { get; set; }

    public required ResultsPolicy Policy { get; set; }

    /// <summary>Texts of the choices, a line each; empty for kinds that have none of their own.</summary>
    public required string Choices { get; set; }

    public int Least { get; set; } = 1;

    public int Most { get; set; } = 1;

    public string? LowLabel { get; set; }

    public string? HighLabel { get; set; }

    public bool IsFinal { get; set; }

    /// <summary>See <see cref="Poll.NeedsConfirmed"/>.</summary>
    public bool NeedsConfirmed { get; set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Concurrency token of the row.</summary>
    public int Version { get; set; }

    /// <summary>Asks what a design asks.</summary>
    /// <param name="design">As <see cref="PollDesign.Checked"/> returned it.</param>
    public void Write(PollDesign design)
    {
        Kind = design.Kind;
        Prompt = design.Prompt!;
        Policy = design.Policy;
        Choices = string.Join('\n', design.Choices!);
        Least = design.Least!.Value;
        Most = design.Most!.Value;
        LowLabel = design.Low;
        HighLabel = design.High;
        IsFinal = design.Final;
        NeedsConfirmed = design.NeedsConfirmed;
    }
}
