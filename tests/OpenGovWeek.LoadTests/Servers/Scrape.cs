using System.Globalization;

namespace OpenGovWeek.LoadTests.Servers;

/// <summary>The metrics that a node serves for Prometheus.</summary>
internal static class Scrape
{
    /// <summary>Adds up the values of a metric.</summary>
    /// <param name="server">The application, served with <c>metrics</c>.</param>
    /// <param name="name">How the metric's name begins.</param>
    /// <param name="label">What its labels have to hold, such as <c>reading="snapshot"</c>.</param>
    public static async Task<double> SumAsync(ServerProcess server, string name, string label)
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri($"{server.Said.GetProperty("metrics").GetString()}/metrics"));
        return text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].TrimStart().Split(' ')[0], CultureInfo.InvariantCulture));
    }
}
