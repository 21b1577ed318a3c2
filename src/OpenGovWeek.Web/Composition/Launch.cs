using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace OpenGovWeek.Web.Composition;

/// <summary>A condition of the machine or the configuration that keeps the application from starting; the message is for whoever starts it.</summary>
public sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Runs the application so that what keeps it from starting is told in one sentence with exit code 1.</summary>
public static class Launch
{
    public static async Task<int> RunAsync(string[] args, Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception exception) when (Explain(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static string? Explain(Exception exception) => exception switch
    {
        StartupException known => known.Message,
        IOException { InnerException: AddressInUseException } busy =>
            $"{busy.Message.TrimEnd('.')}: stop the other program, or choose another address with --urls.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            "The address may not be listened on by this account: choose a port above 1024 with --urls.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            "The address does not belong to this machine: choose another with --urls.",
        ArgumentOutOfRangeException { ParamName: "port" } => "The port of an address is a number from 0 to 65535: choose another with --urls.",
        DirectoryNotFoundException missing => $"A folder that the settings name does not exist: {missing.Message}",
        InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } server =>
            $"The web server cannot be set up as configured: {server.Message.ReplaceLineEndings(" ")}",
        FormatException or InvalidDataException or UriFormatException => $"A setting cannot be read: {exception.Message}",
        _ => null,
    };
}
