namespace OpenGovWeek.Measurements;

/// <summary>Something of which a browser takes the time or the measure. Not a test: machines differ, and nothing fails.</summary>
internal interface IScenario
{
    /// <summary>The word by which it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What is measured, in a sentence.</summary>
    string About { get; }

    /// <summary>Measures.</summary>
    /// <returns>A table in Markdown that ends with a line break.</returns>
    Task<string> RunAsync(MeasuredBrowser chromium);
}
