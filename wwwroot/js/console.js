import { render } from '../lib/lit-html.js';
import { announcement, onAir } from './console/air.js';
import { ask } from './console/ask.js';
import { commandsOf } from './console/commands.js';
import { Duplicates } from './console/duplicates.js';
import { sendInPlace } from './console/forms.js';
import { Holds } from './console/holds.js';
import { commandOf, keysSwitch } from './console/keys.js';
import { keysList } from './console/keys-list.js';
import { mergeDialog } from './console/merge.js';
import { Overlay } from './console/overlay.js';
import { Pager } from './console/pager.js';
import { pollDesk } from './console/poll-desk.js';
import { arrange, follow, heldByOther, move, ORDER_OF, patchOf, requestOf } from './console/queue.js';
import { rejectDialog } from './console/reject.js';
import { bulkBar, failures, row } from './console/rows.js';
import { Selection } from './console/selection.js';
import { Toasts, toastList } from './console/toasts.js';
import { connection, controls, empty, figures } from './console/views.js';
import { WindowedList } from './console/windowed.js';
import { get, send } from './live/api.js';
import { LiveClient } from './live/client.js';
import { newId, tabId } from './live/ids.js';
import { followPage } from './live/page.js';
import { connect } from './live/hub.js';
import { count, data, formatNumber, t, timeIn } from './texts.js';

const CALM = 3_000; // a connection that comes back within is not worth a notice
const MOST = 200; // questions of one request
const REGISTERED = 30_000; // how often the number of registered attendees is read
const BULK = { pending: ['publish', 'reject'], published: ['answered', 'reject'], answered: [], rejected: ['publish'] };

const page = data('console');
const api = `/api/sessions/${encodeURIComponent(page.slug)}`;
const part = (name) => document.querySelector(`[data-live="${name}"]`);
const time = timeIn(page.timeZone);
const client = new LiveClient({ slug: page.slug, place: 'console', connect, tab: tabId(), initial: data('snapshot') });
const overlay = new Overlay();
const toasts = new Toasts();
const selection = new Selection();
const later = new Map(); // the next action on a question whose last one is not confirmed yet
const overridden = new Set(); // questions in the hands of others that this moderator decided to act on
const reject = rejectDialog(document.getElementById('rechazar'), part('reject-text'));
const merge = mergeDialog(document.getElementById('unir'), api);
const keysDialog = document.getElementById('teclas');
const usesKeys = keysSwitch(part('keys-on'), localStorage);
const list = new WindowedList(part('queue'));
const orders = { ...ORDER_OF };
const holds = new Holds((id, on) => send('PUT', `${api}/questions/${id}/hold`, { on }));
const duplicates = new Duplicates(`${api}/questions/duplicates`, drawSoon);
const pager = new Pager({
  url: `${api}/questions?audience=staff`,
  state: client.state,
  onPage: () => {
    known = [...client.state.questions.values()];
    drawSoon();
  },
});

let view = page.view;
let search = '';
let selected = null;
let shown = []; // ids of the questions in the list
let failed = []; // those of the last action on several that were left as they are
let lastDone = null; // what was just done, also after its toast is gone
let known = []; // what was held before a snapshot replaced it
let epoch = client.state.epoch;
let registered = page.registered;
let calm = true;
let drawing = false;

const questions = () => [...client.state.questions.values()].map((question) => overlay.on(question));
const session = () => overlay.on({ ...client.state.session, version: client.state.session.revision });
const current = (id) => {
  const question = client.state.questions.get(id);
  return question && overlay.on(question);
};

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
  drawSession(drawQueue());
  desk.draw();
  for (const [id, action] of later) {
    if (!overlay.has(id)) {
      later.delete(id);
      action();
    }
  }
}

function drawSession({ counts, total }) {
  const now = session();
  const status = part('status');
  status.dataset.status = now.status;
  status.textContent = t(`Session_${now.status}`);
  part('title').textContent = now.title;
  part('since').textContent = now.statusSince ? t('Since', time(now.statusSince)) : '';
  drawAir(now);
  draw('session-controls', controls(now.status, (action) => (action === 'End' ? endSession() : changeSession(action))));
  const numberOf = (name) => pager.done ? counts[name] : Math.max(counts[name], page.counts[name]);
  draw('audience', figures([
    ['Audience_Watching', client.state.watching ?? 0],
    ['Audience_Registered', registered],
    ['Audience_Questions', pager.done ? total : Math.max(total, page.total)],
    ['Audience_Answered', numberOf('answered')],
  ]));
  part('pending').textContent = formatNumber(numberOf('pending'));
  for (const link of part('views').children) {
    const name = link.dataset.view;
    link.querySelector('.count').textContent = formatNumber(numberOf(name));
    if (name === view) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

function airOf(now) {
  const poll = client.state.polls.get(now.onAir?.poll);
  return {
    question: current(now.onAir?.question),
    poll: poll && overlay.on(poll),
    invitation: now.onAir?.invitation,
    answering: questions().find((question) => question.status === 'Answering'),
    openPoll: desk.toShow(),
  };
}

function drawAir(now) {
  const air = airOf(now);
  part('on-air').closest('.card').classList.toggle('card-live', Boolean(air.question ?? air.poll ?? air.invitation));
  draw('on-air', onAir(air, act, showOnScreen));
  draw('announcement', announcement(now.announcement, client.serverNow(), endAnnouncement));
}

function drawQueue() {
  const order = orders[view];
  const arranged = arrange(questions(), { view, order, search });
  const container = part('queue');
  const hadFocus = container.contains(document.activeElement);
  const ids = arranged.list.map((question) => question.id);
  const next = follow(shown, ids, selected);
  const moved = next !== selected;
  [shown, selected] = [ids, next];
  list.selected = selected;
  selection.keep((id) => client.state.questions.get(id));
  const now = client.serverNow();
  const onScreen = session().onAir?.question;
  const entry = selected ?? ids[0];
  container.dataset.held = pager.done ? client.state.questions.size : '';
  if (!container.drawn) {
    container.drawn = true;
    container.replaceChildren();
  }
  if (ids.length === 0) {
    render(search ? empty(t('Search_None'), t('Search_NoneHint')) : empty(t(`Empty_${view}`), t(`EmptyHint_${view}`)), container);
  } else {
    list.draw(arranged.list, (question, place) => row(question, {
      ...place, entry, time, act, merge: askMerge, buttons: page.buttons,
      chosen: selection.has(question.id), choose: (one) => choose(one.id),
      held: heldByOther(question, page.me, now), merged: arranged.merged.get(question.id) ?? [],
      duplicate: duplicates.of(question.id).length > 0, onAir: question.id === onScreen,
    }));
  }
  part('order').value = order;
  part('found').textContent = search ? count('Found', ids.length) : '';
  draw('bulk', bulkBar(selection.size, BULK[view], { act: actOnAll, all: chooseAll, none: chooseNone }));
  draw('bulk-failed', failures(failed, () => {
    failed = [];
    drawQueue();
  }));
  if (hadFocus && moved && selected) list.focus(selected);
  holds.rest(selected);
  return arranged;
}

function drawToasts() {
  draw('toasts', toastList(toasts.at(client.serverNow()), {
    undo,
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
  if (session().announcement) drawAir(session());
  if (desk.counts()) desk.draw();
}

// Acting

function tell(text, about = {}) {
  toasts.add(text, { now: client.serverNow(), ...about });
  document.getElementById('announcer').textContent = text;
  drawToasts();
}

const refused = (error) => tell(t('Failed', error.detail ?? error.title ?? t('Connection_OfflineTitle')), { bad: true });

function done(answer, text) {
  lastDone = answer.undoUntil ? answer : null;
  tell(text, { entry: answer.entry, until: answer.undoUntil });
}

/** Shows an action at once, asks for it, and takes it off again with the reason when it is refused. */
async function request(path, body, patches, textOf = (answer) => t(`Done_${answer.action}`), method = 'POST') {
  for (const [item, patch] of patches) overlay.put(item, patch);
  drawSoon();
  try {
    const answer = await send(method, `${api}/${path}`, body);
    done(answer, textOf(answer));
    return answer;
  } catch (error) {
    for (const [item] of patches) overlay.drop(item.id);
    refused(error);
    return null;
  } finally {
    drawSoon();
  }
}

/** Somebody else has it in hand: asks once whether to act all the same. */
async function mayTake(question) {
  const held = heldByOther(question, page.me, client.serverNow());
  const key = held && `${question.id} ${held.staff}`;
  if (!held || overridden.has(key)) return true;
  part('held-by').textContent = t('Held_By', held.name);
  part('held-text').textContent = `«${question.text}»`;
  const takes = await ask(document.getElementById('tomada'), 'take');
  if (takes) overridden.add(key);
  list.focus(question.id);
  return takes;
}

async function act(action, question, reason) {
  if (action === 'merge') {
    askMerge(question);
    return;
  }
  if (!await mayTake(question)) return;
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
  const now = session();
  const before = now.onAir;
  const stays = ['pin', 'unpin'].includes(action);
  const air = ['answering', 'screen'].includes(action) ? { question: question.id } : before?.question === question.id && !stays ? undefined : before;
  const patch = patchOf(action, reason);
  const patches = patch ? [[question, patch]] : [];
  if (air !== before) patches.push([now, { onAir: air }]);
  const { method, path, body } = requestOf(action, question, reason);
  await request(path, body, patches, undefined, method);
}

function again(action, id, reason) {
  const question = client.state.questions.get(id);
  if (question && can(action, question)) act(action, question, reason);
}

const can = (action, question) => (page.buttons[question.status] ?? []).some((button) => button.action === action || (action === 'unpin' && button.action === 'pin'));

async function askMerge(question, other) {
  if (!await mayTake(question)) return;
  const pair = await merge(question, { questions, likely: duplicates.of(question.id), other });
  if (!pair) return;
  selection.clear();
  const body = { into: pair.into.id, version: pair.question.version, intoVersion: pair.into.version };
  await request(`questions/${pair.question.id}/merge`, body, [[pair.question, { status: 'Merged', mergedInto: pair.into.id }]]);
}

// Several at once

function choose(id) {
  selection.toggle(id);
  drawQueue();
}

function chooseAll() {
  selection.add(shown);
  drawQueue();
}

function chooseNone() {
  selection.clear();
  failed = [];
  drawQueue();
  if (selected) list.focus(selected);
}

async function actOnAll(action) {
  const ids = new Set(selection.ids());
  const chosen = questions().filter((question) => ids.has(question.id) && can(action, question));
  if (chosen.length === 0) {
    tell(t('Key_NotHere'));
    return;
  }
  const reason = action === 'reject' ? await reject(count('Bulk', chosen.length)) : undefined;
  if (reason === null) return;
  failed = [];
  selection.clear();
  for (let from = 0; from < chosen.length; from += MOST) await bulk(action, chosen.slice(from, from + MOST), reason);
}

async function bulk(action, chosen, reason) {
  for (const question of chosen) overlay.put(question, patchOf(action, reason));
  drawSoon();
  try {
    const answer = await send('POST', `${api}/questions/bulk`, { action, reason, items: chosen.map(({ id, version }) => ({ id, version })) });
    for (const { question } of answer.failed) overlay.drop(question);
    failed = [...failed, ...answer.failed.map(({ question, title }) => ({ title, text: client.state.questions.get(question)?.text ?? '' }))];
    if (answer.done.length > 0) {
      const entries = answer.done.map(({ entry }) => entry);
      const until = answer.done[0].undoUntil;
      lastDone = { entries, undoUntil: until };
      tell(count(`BulkDone_${action}`, entries.length), { entries, until });
    }
  } catch (error) {
    for (const { id } of chosen) overlay.drop(id);
    refused(error);
  } finally {
    drawSoon();
  }
}

// The session, the screen, the announcement, the stream

const STATUS_AFTER = { Start: 'Live', Resume: 'Live', Pause: 'Paused', End: 'Ended' };

const changeSession = (action) => request('status', { action }, [[session(), { status: STATUS_AFTER[action] }]]);

function toggleSession() {
  const action = { Scheduled: 'Start', Live: 'Pause', Paused: 'Resume' }[session().status];
  if (action) changeSession(action);
  else tell(t('Key_NotNow'));
}

async function endSession() {
  if (!['Live', 'Paused'].includes(session().status)) {
    tell(t('Key_NotNow'));
    return;
  }
  part('end-text').textContent = count('End_Text', client.state.watching ?? 0);
  if (await ask(document.getElementById('terminar'), 'end')) changeSession('End');
}

function showOnScreen(content) {
  const shows = Object.keys(content).length > 0;
  request('screen', content, [[session(), { onAir: shows ? content : undefined }]], undefined, 'PUT');
}

function showByKey(name) {
  const { question, answering, poll, openPoll } = airOf(session());
  const content = { question: question ?? answering, poll: poll ?? openPoll }[name];
  if (name === 'standBy') showOnScreen({});
  else if (name === 'invitation') showOnScreen({ invitation: true });
  else if (content) showOnScreen({ [name]: content.id });
  else tell(t('Key_NothingToShow'));
}

/** What the buttons of the question on air do. */
function actOnAir(action) {
  const { question, answering } = airOf(session());
  const meant = action === 'publish' ? question : question ?? answering;
  if (answering && meant) act(action, meant);
  else tell(t('Key_NothingOnAir'));
}

const endAnnouncement = () => request('announcement', undefined, [[session(), { announcement: undefined }]], undefined, 'DELETE');

/** Opens a part that is folded, and goes to its first field. */
function unfold(id) {
  const fold = document.getElementById(id);
  fold.open = true;
  fold.querySelector('input:not([type=hidden]), textarea, form button, a').focus();
}

async function undo({ key, entry, entries }) {
  if (key) toasts.remove(key);
  lastDone = null;
  if (!entries) {
    await request('undo', { entry }, []);
    return;
  }
  try {
    const answer = await send('POST', `${api}/undo/bulk`, { entries });
    failed = answer.failed.map(({ question, title }) => ({ title, text: client.state.questions.get(question)?.text ?? '' }));
    tell(t('Done_Undo'));
  } catch (error) {
    refused(error);
  }
  drawSoon();
}

function undoLast() {
  const last = toasts.undoable(client.serverNow())
    ?? (lastDone && Date.parse(lastDone.undoUntil) > client.serverNow() ? lastDone : null);
  if (last) undo(last);
}

// Moving about

function show(name) {
  view = name;
  selection.clear();
  failed = [];
  [shown, selected] = [[], null];
  history.replaceState(null, '', `?vista=${page.words[name]}`);
  drawSoon();
}

function orderBy(order) {
  orders[view] = order;
  drawSoon();
}

function nextOrder() {
  const names = [...part('order').options].map((option) => option.value);
  orderBy(names[(names.indexOf(orders[view]) + 1) % names.length]);
  tell(t('Order_Is', part('order').options[names.indexOf(orders[view])].textContent));
}

function step(by, choosing) {
  const from = selected;
  selected = move(shown, selected, by);
  if (choosing) selection.add([from, selected].filter(Boolean));
  drawQueue();
  if (selected) list.focus(selected);
}

function onKey(event) {
  const command = usesKeys() && commandOf(event);
  if (!command) return;
  event.preventDefault();
  commands[command]();
}

/** The selected question as it is shown; says so when there is none. */
function inHand() {
  const question = current(selected);
  if (!question) tell(t('Key_NoQuestion'));
  return question;
}

function actByKey(action) {
  if (selection.size > 0 && Object.values(BULK).some((actions) => actions.includes(action))) {
    actOnAll(action);
    return;
  }
  const question = inHand();
  if (!question) return;
  const meant = action === 'pin' && question.pinned ? 'unpin' : action;
  if (can(meant, question)) act(meant, overlay.has(question.id) ? question : client.state.questions.get(question.id));
  else tell(t('Key_NotHere'));
}

function mergeByKey() {
  const question = inHand();
  if (!question) return;
  const chosen = selection.ids().filter((id) => id !== selected);
  askMerge(question, chosen.length === 1 ? current(chosen[0]) : undefined);
}

// Wiring

const desk = pollDesk({ client, overlay, api, part, draw, request, tell });
const commands = commandsOf({
  queue: { step, show, nextOrder, chooseAll, chooseNone, search: () => part('search').focus() },
  question: { act: actByKey, merge: mergeByKey, choose: () => inHand() && choose(selected) },
  stage: {
    show: showByKey, answered: () => actOnAir('answered'), takeOff: () => actOnAir('publish'), toggle: toggleSession, end: endSession,
    announce: () => unfold('anuncio'), stream: () => unfold('transmision'),
    endAnnouncement: () => (session().announcement ? endAnnouncement() : tell(t('Key_NotNow'))),
  },
  polls: { step: desk.step, act: desk.actOnHand, create: () => part('new-poll').click(), library: () => unfold('biblioteca') },
  undo: undoLast,
  keys: () => keysDialog.showModal(),
});
draw('keys-list', keysList());
sendInPlace(document.getElementById('anuncio-f'), async (fields) => {
  done(await send('PUT', `${api}/announcement`, { id: fields.get('id'), text: fields.get('text'), minutes: Number(fields.get('minutes')) }), t('Done_Announce'));
}, () => {
  const form = document.getElementById('anuncio-f');
  form.elements.text.value = '';
  form.elements.id.value = newId();
  document.getElementById('anuncio').open = false;
});
sendInPlace(document.getElementById('transmision-f'), async (fields) => {
  done(await send('PUT', `${api}/stream`, { url: fields.get('url'), delay: Number(fields.get('delay')) }), t('Done_StreamReplace'));
}, () => { document.getElementById('transmision').open = false; });
part('views').addEventListener('click', (event) => {
  const name = event.target.closest('[data-view]')?.dataset.view;
  if (!name || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(name);
});
part('queue').addEventListener('focusin', (event) => {
  const id = event.target.closest('.queue-item')?.dataset.id;
  if (!id || id === selected) return;
  selected = list.selected = id;
  holds.rest(id);
});
part('search').addEventListener('input', (event) => {
  search = event.target.value.trim();
  drawSoon();
});
part('search').addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    event.target.value = search = '';
    drawSoon();
  }
  if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
  event.preventDefault();
  if (shown.length > 0) list.focus(shown[0]);
});
part('order').addEventListener('change', (event) => orderBy(event.target.value));
part('keys').addEventListener('click', () => keysDialog.showModal());
document.querySelectorAll('[data-live="tools"], [data-live="keys"]').forEach((tool) => { tool.hidden = false; });
document.addEventListener('keydown', onKey);
client.on('change', ({ snapshot }) => {
  if (snapshot) {
    // What was held stays until the pages have brought it anew; of another life of the database nothing does.
    if (client.state.epoch === epoch) client.state.add(known);
    epoch = client.state.epoch;
    pager.start();
  }
  known = [...client.state.questions.values()];
  duplicates.soon();
  drawSoon();
});
client.on('watching', drawSoon);
client.on('status', () => {
  calm = true;
  setTimeout(() => { calm = false; drawConnection(); }, CALM);
  drawConnection();
});
client.on('access', () => location.reload());
addEventListener('pagehide', () => holds.rest(null));
followPage(client);
client.start();
if (location.search.includes('hecho=')) history.replaceState(null, '', `?vista=${page.words[view]}`);
drawAll();
pager.start();
duplicates.soon(0);
tick();
setInterval(tick, 1000);
setInterval(async () => {
  if (document.hidden) return;
  try {
    ({ registered } = await get(`${api}/audience`));
    drawSoon();
  } catch (error) {
    if (!error.transient) throw error;
  }
}, REGISTERED);
