// The same broadcasts by Socket.IO. Argument: the file with the text that a broadcast carries. Says its port, and broadcasts whatever is posted to.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const delta = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const http = createServer((request, response) => {
  io.emit('delta', delta);
  response.end();
});
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
http.listen(0, '127.0.0.1', 16_384, () => console.log(JSON.stringify({ port: http.address().port })));
process.stdin.resume().on('end', () => process.exit());
