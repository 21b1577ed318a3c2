using System.Globalization;
using OpenGovWeek.Testing;

namespace OpenGovWeek.LoadTests;

/// <summary>What the rounds of one scenario measured, and the table that is made of it.</summary>
internal sealed class Results
{
    private readonly Dictionary<(string Row, string Column), List<double>> measured = [];
    private readonly List<string> rows = [];
    private readonly List<string> columns = [];

    public void Add(string row, string column, double value)
    {
        if (!rows.Contains(row))
        {
            rows.Add(row);
        }

        if (!columns.Contains(column))
        {
            columns.Add(column);
        }

        if (!measured.TryGetValue((row, column), out var values))
        {
            measured.Add((row, column), values = []);
        }

        values.Add(value);
    }

    /// <summary>The middle of what the rounds measured; not a number when none did.</summary>
    public double Median(string row, string column) =>
        measured.TryGetValue((row, column), out var values) ? values.Order().ElementAt(values.Count / 2) : double.NaN;

    /// <summary>A table in Markdown: medians, with the least and the most of the rounds, and the ratio to one of the rows.</summary>
    /// <param name="beside">The row that the others are compared with.</param>
    public string Table(string beside) =>
        $"| | {string.Join(" | ", columns.SelectMany(column => new[] { column, "ratio" }))} |\n|---|{string.Concat(Enumerable.Repeat("---|", 2 * columns.Count))}\n"
        + string.Concat(rows.Select(row => $"| {row} | {string.Join(" | ", columns.SelectMany(column => new[] { Cell(row, column), Number(Median(row, column) / Median(beside, column)) }))} |\n"));

    /// <summary>Prints the table and a line for each median that was measured, and adds the table to the results of the repository.</summary>
    /// <param name="isQuick">The run only showed that it works: its numbers are kept nowhere.</param>
    public async Task PublishAsync(string scenario, string about, string beside, bool isQuick)
    {
        var table = Table(beside);
        Console.WriteLine($"\n{table}");
        foreach (var (row, column) in rows.SelectMany(row => columns.Select(column => (row, column))).Where(measured.ContainsKey))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"RESULT {Name($"{scenario} {row} {column}")}={Median(row, column):0.####}"));
        }

        if (isQuick)
        {
            return;
        }

        var heading = string.Create(
            CultureInfo.InvariantCulture, $"\n## {scenario}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores\n\n{about}\n\n");
        await File.AppendAllTextAsync(Repository.PathOf("tests", "OpenGovWeek.LoadTests", "RESULTS.md"), heading + table);
    }

    private static string Name(string text) => string.Join('-', text.ToLowerInvariant().Split([' ', ',', '.', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries));

    private static string Number(double value) => double.IsFinite(value) ? value.ToString(value >= 100 ? "#,0" : "0.00", CultureInfo.InvariantCulture) : "";

    private string Cell(string row, string column) => measured.TryGetValue((row, column), out var values)
        ? $"{Number(Median(row, column))} ({Number(values.Min())} to {Number(values.Max())})"
        : "";
}
