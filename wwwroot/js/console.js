import { drawToasts, undoLast } from './console/acting.js';
import { commandsOf } from './console/commands.js';
import { commandOf, keysSwitch } from './console/keys.js';
import { keysList } from './console/keys-list.js';
import { client, draw, drawSoon, drawsWith, part } from './console/page.js';
import { pollDesk } from './console/poll-desk.js';
import { act, drawQueue, questionCommands, queueCommands, startQueue } from './console/queue-desk.js';
import { stageDesk, unfold } from './console/stage.js';
import { connection } from './console/views.js';
import { followPage } from './live/page.js';

const CALM = 3_000; // a connection that comes back within is not worth a notice

const polls = pollDesk();
const stage = stageDesk({ act, pollToShow: polls.toShow });

// Keys

const keysDialog = document.getElementById('teclas');
const usesKeys = keysSwitch(part('keys-on'), localStorage);
const commands = commandsOf({
  queue: queueCommands,
  question: questionCommands,
  stage: stage.commands,
  polls: { step: polls.step, act: polls.actOnHand, create: () => part('new-poll').click(), library: () => unfold('biblioteca') },
  undo: undoLast,
  keys: () => keysDialog.showModal(),
});

document.addEventListener('keydown', (event) => {
  const command = usesKeys() && commandOf(event);
  if (!command) return;
  event.preventDefault();
  commands[command]();
});
draw('keys-list', keysList());
part('keys').addEventListener('click', () => keysDialog.showModal());
document.querySelectorAll('[data-live="tools"], [data-live="keys"]').forEach((tool) => { tool.hidden = false; });

// The connection

let calm = true;
const drawConnection = () => draw('connection', connection(calm && client.status === 'reconnecting' ? 'live' : client.status));
client.on('status', () => {
  calm = true;
  setTimeout(() => { calm = false; drawConnection(); }, CALM);
  drawConnection();
});
client.on('access', () => location.reload());

// All of it

function drawAll() {
  stage.draw(drawQueue());
  polls.draw();
}

function tick() {
  stage.tick();
  drawToasts();
  if (polls.counts()) polls.draw();
}

drawsWith(drawAll);
startQueue();
client.on('change', drawSoon);
client.on('watching', drawSoon);
followPage(client);
client.start();
drawAll();
tick();
setInterval(tick, 1000);
