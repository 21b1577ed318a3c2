// The library's single-file build is a classic script: imported for its side effect, it sets globalThis.signalR.
import '../../lib/signalr.js';
import { hubConnection } from './connection.js';

/** Connections for pages: pass it to LiveClient as `connect`. */
export const connect = (hubUrl) => hubConnection(globalThis.signalR, hubUrl);
