import { render } from '../../lib/lit-html.js';
import { send } from '../live/api.js';
import { count, formatNumber, t } from '../texts.js';
import { leave, leftAsTheyAre, tell } from './acting.js';
import { actOnAll, BULK } from './bulk.js';
import { Duplicates } from './duplicates.js';
import { holdAll, holdsAll, numbers } from './holding.js';
import { Holds } from './holds.js';
import { api, client, current, draw, drawSoon, overlay, page, part, place, questions, session, time } from './page.js';
import { can, questionActions } from './question.js';
import { arrange, follow, heldByOther, move, ORDER_OF } from './queue.js';
import { rejectDialog } from './reject.js';
import { bulkBar, failures, row } from './rows.js';
import { Selection } from './selection.js';
import { empty } from './views.js';
import { WindowedList } from './windowed.js';

const list = new WindowedList(part('queue'));
const selection = new Selection();
const orders = { ...ORDER_OF };
const holds = new Holds((id, on) => send('PUT', `${api}/questions/${id}/hold`, { on }));
const duplicates = new Duplicates(`${api}/questions/duplicates`, drawSoon);
const reject = rejectDialog(document.getElementById('rechazar'), part('reject-text'));
const { act, askMerge, goOn } = questionActions({
  reject, focus: (id) => list.focus(id), likely: (id) => duplicates.of(id), merged: () => selection.clear(),
});

let { view } = page;
let search = '';
let selected = null;
let shown = []; // ids of the questions in the list

export { act };

/** @returns {{counts: Record<string, number>, total: number}} how many questions there are */
export function drawQueue() {
  const arranged = arrange(questions(), { view, order: orders[view], search });
  const container = place('queue');
  const focused = document.activeElement;
  const hadFocus = container.contains(focused);
  const ids = arranged.list.map((question) => question.id);
  const next = follow(shown, ids, selected);
  const moved = next !== selected;
  [shown, selected] = [ids, next];
  list.selected = selected;
  selection.keep((id) => client.state.questions.get(id));
  container.dataset.held = holdsAll() ? client.state.questions.size : '';
  if (ids.length === 0) {
    render(search ? empty(t('Search_None'), t('Search_NoneHint')) : empty(t(`Empty_${view}`), t(`EmptyHint_${view}`)), container);
  } else {
    list.draw(arranged.list, rowsOf(arranged.merged));
  }
  const found = numbers(arranged);
  drawAround(found.counts);
  if (hadFocus && moved && selected) list.focus(selected);
  // An element that moves loses the focus.
  else if (hadFocus && focused.isConnected && document.activeElement === document.body) focused.focus({ preventScroll: true });
  holds.rest(selected);
  goOn();
  return found;
}

function rowsOf(merged) {
  const now = client.serverNow();
  const onScreen = session().onAir?.question;
  const entry = selected ?? shown[0];
  return (question, index) => row(question, {
    ...index, entry, time, act, merge: askMerge, buttons: page.buttons,
    chosen: selection.has(question.id), choose: (one) => choose(one.id),
    held: heldByOther(question, page.me, now), merged: merged.get(question.id) ?? [],
    duplicate: duplicates.of(question.id).length > 0, onAir: question.id === onScreen,
  });
}

/** What stands over the list. */
function drawAround(counts) {
  part('pending').textContent = formatNumber(counts.pending);
  for (const link of part('views').children) {
    const name = link.dataset.view;
    link.querySelector('.count').textContent = formatNumber(counts[name]);
    if (name === view) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  part('order').value = orders[view];
  part('found').textContent = search ? count('Found', shown.length) : '';
  draw('bulk', bulkBar(selection.size, BULK[view], { act: (action) => actOnAll(action, selection, reject), all: chooseAll, none: chooseNone }));
  draw('bulk-failed', failures(leftAsTheyAre(), () => {
    leave([]);
    drawQueue();
  }));
}

function show(name) {
  view = name;
  selection.clear();
  leave([]);
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

function searchFor(words) {
  search = words;
  drawSoon();
}

function step(by, choosing) {
  const from = selected;
  selected = move(shown, selected, by);
  if (choosing) selection.add([from, selected].filter(Boolean));
  drawQueue();
  if (selected) list.focus(selected);
}

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
  leave([]);
  drawQueue();
  if (selected) list.focus(selected);
}

/** The selected question as it is shown; says so when there is none. */
function inHand() {
  const question = current(selected);
  if (!question) tell(t('Key_NoQuestion'));
  return question;
}

function actByKey(action) {
  if (selection.size > 0 && Object.values(BULK).some((actions) => actions.includes(action))) {
    actOnAll(action, selection, reject);
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

/** For `commandsOf`. */
export const queueCommands = { step, show, nextOrder, chooseAll, chooseNone, search: () => part('search').focus() };
export const questionCommands = { act: actByKey, merge: mergeByKey, choose: () => inHand() && choose(selected) };

/** Begins: what the page's own controls do, and what comes from the server. */
export function startQueue() {
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
  part('search').addEventListener('input', (event) => searchFor(event.target.value.trim()));
  part('search').addEventListener('keydown', (event) => {
    if (event.key === 'Escape') searchFor(event.target.value = '');
    if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    if (shown.length > 0) list.focus(shown[0]);
  });
  part('order').addEventListener('change', (event) => orderBy(event.target.value));
  addEventListener('pagehide', () => holds.rest(null));
  if (location.search.includes('hecho=')) history.replaceState(null, '', `?vista=${page.words[view]}`);
  holdAll();
  client.on('change', () => duplicates.soon());
  duplicates.soon(0);
}
