using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OpenGovWeek.Web.Tests.Telemetry;

/// <summary>Keeps all that the application logs: the sentence, each value in it, the exception, and the scopes around it that a formatter may add.</summary>
internal sealed class LogBook : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    /// <summary>Every line so far.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    public void Use(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Page(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Page(LogBook book, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => book.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable all and not string ? string.Join(' ', all.Cast<object?>().Select(Said)) : "";
            book.lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} | {values} | {exception}");
        }

        private static string? Said(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
    }
}
