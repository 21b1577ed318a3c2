import { render } from '../lib/lit-html.js';
import { commandOf, keysSwitch } from './console/keys.js';
import { Overlay } from './console/overlay.js';
import { pollDesk } from './console/poll-desk.js';
import { follow, move, patchOf, requestOf, split, VIEWS } from './console/queue.js';
import { rejectDialog } from './console/reject.js';
import { Toasts, toastList } from './console/toasts.js';
import { connection, controls, figures, onAir, queue } from './console/views.js';
import { send } from './live/api.js';
import { LiveClient } from './live/client.js';
import { tabId } from './live/ids.js';
import { followPage } from './live/page.js';
import { connect } from './live/signalr.js';
import { data, formatNumber, t, timeIn } from './texts.js';

const CALM = 3_000; // a connection that comes back within is not worth a notice

const page = data('console');
const api = `/api/sessions/${encodeURIComponent(page.slug)}`;
const part = (name) => document.querySelector(`[data-live="${name}"]`);
const time = timeIn(page.timeZone);
const client = new LiveClient({ slug: page.slug, place: 'console', connect, tab: tabId(), initial: data('snapshot') });
const overlay = new Overlay();
const toasts = new Toasts();
const later = new Map(); // the next action on a question whose last one is not confirmed yet
const reject = rejectDialog(document.getElementById('rechazar'), part('reject-text'));
const usesKeys = keysSwitch(part('keys-on'), localStorage);

let view = page.view;
let selected = null;
let shown = []; // ids of the questions in the list
let lastEntry = null; // audit entry of what was just done, also after its toast is gone
let calm = true;
let drawing = false;

const parts = () => split([...client.state.questions.values()].map((question) => overlay.on(question)));
const session = () => overlay.on({ ...client.state.session, version: client.state.session.revision });
const held = parts();
const beyond = Object.fromEntries(VIEWS.map((name) => [name, Math.max(0, page.counts[name] - held[name].length)]));

// Drawing

/** Takes a container over at its first drawing: what the server drew is the same, so nothing is seen of it. */
function draw(name, template) {
  const container = part(name);
  if (!container.drawn) {
    container.drawn = true;
    container.replaceChildren();
  }
  render(template, container);
}

/** Everything, once a frame at most. */
function drawSoon() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    drawAll();
  });
}

function drawAll() {
  const all = parts();
  drawSession(all);
  drawQueue(all);
  desk.draw();
  for (const [id, action] of later) {
    if (!overlay.has(id)) {
      later.delete(id);
      action();
    }
  }
}

function drawSession(all) {
  const now = session();
  const status = part('status');
  status.dataset.status = now.status;
  status.textContent = t(`Session_${now.status}`);
  part('title').textContent = now.title;
  part('since').textContent = now.statusSince ? t('Since', time(now.statusSince)) : '';
  const question = client.state.questions.get(now.onAir?.question);
  const poll = client.state.polls.get(now.onAir?.poll);
  part('on-air').closest('.card').classList.toggle('card-live', Boolean(question ?? poll));
  draw('on-air', onAir({ question: question && overlay.on(question), poll: poll && overlay.on(poll) }, act));
  draw('session-controls', controls(now.status, changeSession));
  const numberOf = (name) => all[name].length + beyond[name];
  draw('audience', figures([
    ['Audience_Watching', client.state.watching ?? 0],
    ['Audience_Questions', VIEWS.reduce((sum, name) => sum + numberOf(name), 0)],
    ['Audience_Pending', numberOf('pending')],
  ]));
  part('pending').textContent = formatNumber(numberOf('pending'));
  for (const link of part('views').children) {
    const name = link.dataset.view;
    link.querySelector('.count').textContent = formatNumber(numberOf(name));
    if (name === view) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

function drawQueue(all) {
  const list = part('queue');
  const hadFocus = list.contains(document.activeElement);
  const ids = all[view].map((question) => question.id);
  const next = follow(shown, ids, selected);
  const moved = next !== selected;
  [shown, selected] = [ids, next];
  draw('queue', queue(all[view], {
    view, hidden: beyond[view], more: `?vista=${page.words[view]}&pagina=2#cola`, selected, buttons: page.buttons, time, act,
  }));
  if (hadFocus && moved) focusSelected();
}

function drawToasts() {
  draw('toasts', toastList(toasts.at(client.serverNow()), {
    undo: (item) => undo(item.entry),
    dismiss: (item) => {
      toasts.remove(item.key);
      drawToasts();
    },
  }));
}

const drawConnection = () => draw('connection', connection(calm && client.status === 'reconnecting' ? 'live' : client.status));

function tick() {
  part('clock').textContent = time(client.serverNow());
  drawToasts();
  if (desk.counts()) desk.draw();
}

function focusSelected() {
  const item = selected && document.getElementById(`q-${selected}`);
  item?.focus({ preventScroll: true });
  item?.scrollIntoView({ block: 'nearest' });
}

// Acting

function tell(text, about = {}) {
  toasts.add(text, { now: client.serverNow(), ...about });
  document.getElementById('announcer').textContent = text;
  drawToasts();
}

/** Shows an action at once, asks for it, and takes it off again with the reason when it is refused. */
async function request(path, body, patches, textOf = (done) => t(`Done_${done.action}`), method = 'POST') {
  for (const [item, patch] of patches) overlay.put(item, patch);
  drawSoon();
  try {
    const done = await send(method, `${api}/${path}`, body);
    lastEntry = done.undoUntil ? done : null;
    tell(textOf(done), { entry: done.entry, until: done.undoUntil });
    return done;
  } catch (error) {
    for (const [item] of patches) overlay.drop(item.id);
    tell(t('Failed', error.detail ?? error.title ?? t('Connection_OfflineTitle')), { bad: true });
    return null;
  } finally {
    drawSoon();
  }
}

async function act(action, question, reason) {
  if (action === 'reject' && !reason) {
    const chosen = await reject(question.text);
    if (!chosen) return;
    // It may have changed while the dialog was open; the server decides by the version that was looked at.
    reason = chosen;
  }
  if (overlay.has(question.id)) {
    later.set(question.id, () => again(action, question.id, reason));
    return;
  }
  const { path, body } = requestOf(action, question, reason);
  const now = session();
  const air = action === 'answering' ? { question: question.id } : now.onAir?.question === question.id && action !== 'pin' && action !== 'unpin' ? undefined : now.onAir;
  const patches = [[question, patchOf(action, reason)]];
  if (air !== now.onAir) patches.push([now, { onAir: air }]);
  await request(path, body, patches);
}

function again(action, id, reason) {
  const question = client.state.questions.get(id);
  if (question && can(action, question)) act(action, question, reason);
}

const can = (action, question) => (page.buttons[question.status] ?? []).some((button) => button.action === action || (action === 'unpin' && button.action === 'pin'));

const STATUS_AFTER = { Start: 'Live', Resume: 'Live', Pause: 'Paused', End: 'Ended' };

const changeSession = (action) => request('status', { action }, [[session(), { status: STATUS_AFTER[action] }]]);

async function undo(entry) {
  const item = toasts.at(client.serverNow()).find((toast) => toast.entry === entry);
  if (item) toasts.remove(item.key);
  lastEntry = null;
  await request('undo', { entry }, []);
}

function undoLast() {
  const entry = toasts.undoable(client.serverNow())?.entry
    ?? (lastEntry && Date.parse(lastEntry.undoUntil) > client.serverNow() ? lastEntry.entry : null);
  if (entry) undo(entry);
}

function show(name) {
  view = name;
  [shown, selected] = [[], null];
  history.replaceState(null, '', `?vista=${page.words[name]}`);
  drawSoon();
}

function onKey(event) {
  const command = usesKeys() && commandOf(event);
  if (!command) return;
  event.preventDefault();
  if (command.undo) undoLast();
  else if (command.view !== undefined) show(VIEWS[command.view]);
  else if (command.move) {
    selected = move(shown, selected, command.move);
    drawQueue(parts());
    focusSelected();
  } else {
    const question = client.state.questions.get(selected);
    if (!question) return;
    const now = overlay.on(question);
    const action = command.act.length > 1 && now.pinned ? command.act[1] : command.act[0];
    if (can(action, now)) act(action, overlay.has(question.id) ? now : question);
    else tell(t('Key_NotHere'));
  }
}

// Wiring

const desk = pollDesk({ client, overlay, api, part, draw, request, tell });
part('views').addEventListener('click', (event) => {
  const name = event.target.closest('[data-view]')?.dataset.view;
  if (!name || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(name);
});
part('queue').addEventListener('focusin', (event) => {
  selected = event.target.closest('.queue-item')?.dataset.id ?? selected;
});
part('keys').hidden = false;
document.addEventListener('keydown', onKey);
client.on('change', ({ snapshot }) => {
  if (snapshot) VIEWS.forEach((name) => { beyond[name] = Math.min(beyond[name], Math.max(0, page.counts[name])); });
  drawSoon();
});
client.on('watching', drawSoon);
client.on('status', () => {
  calm = true;
  setTimeout(() => { calm = false; drawConnection(); }, CALM);
  drawConnection();
});
client.on('access', () => location.reload());
followPage(client);
client.start();
if (location.search.includes('hecho=')) history.replaceState(null, '', `?vista=${page.words[view]}`);
drawAll();
tick();
setInterval(tick, 1000);
