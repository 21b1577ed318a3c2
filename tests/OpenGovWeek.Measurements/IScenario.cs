namespace OpenGovWeek.Measurements;

/// <summary>Something of which the time or the measure is taken. Not a test: machines differ, and nothing fails.</summary>
internal interface IScenario
{
    /// <summary>The word by which it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What is measured, in a sentence.</summary>
    string About { get; }

    /// <summary>Whether it is measured in Chromium.</summary>
    bool NeedsBrowser => true;

    /// <summary>Measures.</summary>
    /// <param name="chromium">The browser; not there for a scenario that needs none.</param>
    /// <returns>A table in Markdown that ends with a line break.</returns>
    Task<string> RunAsync(MeasuredBrowser chromium);
}
