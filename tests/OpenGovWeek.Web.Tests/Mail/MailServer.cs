using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using OpenGovWeek.Testing;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace OpenGovWeek.Web.Tests.Mail;

/// <summary>A mail server in this process that speaks SMTP on a port of its own, keeps what it took over and says what a test wants it to say.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string User = "avisos";
    public const string Password = "clave del servidor";

    private readonly int port;
    private readonly string security;
    private CancellationTokenSource? stop;
    private Task running = Task.CompletedTask;

    private MailServer(int port, string security) => (this.port, this.security) = (port, security);

    /// <summary>Every mail that was taken over, in that order.</summary>
    public ConcurrentQueue<MimeMessage> Mails { get; } = new();

    /// <summary>The account that a client proved to have; null while none did.</summary>
    public string? SignedIn { get; private set; }

    /// <summary>Every password that a client said.</summary>
    public ConcurrentQueue<string> PasswordsHeard { get; } = new();

    /// <summary>What it answers to the content of a mail; Ok takes it over.</summary>
    public Func<MimeMessage, SmtpResponse> Answer { get; set; } = _ => SmtpResponse.Ok;

    /// <summary>What it answers to a recipient; null takes it.</summary>
    public Func<string, SmtpResponse?> Recipient { get; set; } = _ => null;

    /// <summary>Settings of a node that sends through it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = $"{port}",
        ["Mail:Security"] = security,
        ["Mail:From"] = "avisos@ejemplo.pe",
        ["Mail:FromName"] = "Semana de Gobierno Abierto",
        ["PublicAddress"] = "https://semana.ejemplo.pe",
    };

    /// <summary>Chooses a port; nothing listens there yet.</summary>
    /// <param name="security">None, StartTls or Tls; with the last two it shows <see cref="TestCertificate"/> and asks for an account.</param>
    public static MailServer Prepare(string security = "None") => new(FreePorts.Take(1)[0], security);

    /// <param name="security">As in <see cref="Prepare"/>.</param>
    public static MailServer Start(string security = "None")
    {
        var server = Prepare(security);
        server.Listen();
        return server;
    }

    public void Listen()
    {
        var options = new SmtpServerOptionsBuilder().ServerName("localhost")
            .Endpoint(endpoint => Secure(endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build()).Build();
        var services = new ServiceProvider();
        services.Add(new Store(this));
        services.Add(new Filter(this));
        services.Add(new Accounts(this));
        stop = new CancellationTokenSource();
        running = new global::SmtpServer.SmtpServer(options, services).StartAsync(stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (stop is not null)
        {
            await stop.CancelAsync();
            await running.ContinueWith(_ => { }, TaskScheduler.Default);
            stop.Dispose();
        }
    }

    private EndpointDefinitionBuilder Secure(EndpointDefinitionBuilder endpoint) => security == "None"
        ? endpoint
        : endpoint.Certificate(TestCertificate.Instance).IsSecure(security == "Tls").AuthenticationRequired();

    private sealed class Accounts(MailServer server) : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken)
        {
            server.PasswordsHeard.Enqueue(password);
            var isRight = (user, password) == (User, Password);
            server.SignedIn = isRight ? user : server.SignedIn;
            return Task.FromResult(isRight);
        }
    }

    private sealed class Store(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var content = new MemoryStream(buffer.ToArray());
            var mail = await MimeMessage.LoadAsync(content, cancellationToken);
            var answer = server.Answer(mail);
            if (answer.ReplyCode == SmtpReplyCode.Ok)
            {
                server.Mails.Enqueue(mail);
            }

            return answer;
        }
    }

    private sealed class Filter(MailServer server) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            server.Recipient(to.AsAddress()) is { } refusal ? throw new SmtpResponseException(refusal) : Task.FromResult(true);
    }
}
