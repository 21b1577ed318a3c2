namespace OpenGovWeek.Core.Certificates;

/// <summary>The number of an identity document as strangers may see it.</summary>
public static class DocumentMask
{
    private const int Shown = 3;
    private const char Hidden = '*';

    /// <summary>The number with all but its last three characters hidden; one that is not longer is hidden as a whole.</summary>
    public static string Of(string number) => number.Length <= Shown
        ? new string(Hidden, number.Length)
        : string.Concat(new string(Hidden, number.Length - Shown), number.AsSpan(number.Length - Shown));

    /// <summary>A text in which the number is hidden wherever it stands.</summary>
    /// <param name="text">What was printed, say.</param>
    /// <param name="number">The number as it was printed; null when there is none.</param>
    public static string In(string text, string? number) =>
        string.IsNullOrEmpty(number) ? text : text.Replace(number, Of(number), StringComparison.OrdinalIgnoreCase);
}
