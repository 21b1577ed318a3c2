/**
 * A connection to the hub: WebSockets without negotiation, JSON, silent, and without a reconnect of its own.
 * @param {object} signalR the library
 * @param {string} hubUrl
 * @param {object} [options] more options of its `withUrl`
 */
export function hubConnection(signalR, hubUrl, options = {}) {
  return new signalR.HubConnectionBuilder()
    .withUrl(hubUrl, { transport: signalR.HttpTransportType.WebSockets, skipNegotiation: true, ...options })
    .configureLogging(signalR.LogLevel.None)
    .build();
}
