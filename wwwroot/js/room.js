import { nothing, render } from '../lib/lit-html.js';
import { get } from './live/api.js';
import { LiveClient } from './live/client.js';
import { newId, tabId } from './live/ids.js';
import { ballot, Outbox, question, upvote } from './live/outbox.js';
import { followPage } from './live/page.js';
import { connect } from './live/signalr.js';
import { between, systemTimers } from './live/timing.js';
import { announcer } from './room/announcer.js';
import { askForm } from './room/ask.js';
import { newcomers } from './room/newcomers.js';
import { Own } from './room/own.js';
import { Ballots } from './room/ballots.js';
import { haveKinds } from './polls/kinds.js';
import { accepts, currentPoll, earlierPolls, leader, pollCard, secondsLeft, withTally } from './room/polls.js';
import { noQuestions, onAir, ownQuestions, questionList } from './room/questions.js';
import { attendanceProgress, connectionNotice, note, player, playerKey } from './room/stage.js';
import { steady } from './room/steady.js';
import { data, formatNumber, t, timeIn } from './texts.js';

const CALM = 3_000; // a connection that comes back within is not worth a notice

const page = data('room');
const part = (name) => document.querySelector(`[data-live="${name}"]`);
const time = timeIn(page.timeZone);
const say = announcer(document.getElementById('announcer'), systemTimers);
const client = new LiveClient({ slug: page.slug, place: 'room', connect, tab: tabId(), initial: data('snapshot') });
const outbox = new Outbox({ owner: page.attendee ?? '' });
const own = new Own(data('mine'), outbox, page.slug);
const address = `/s/${page.slug}`;
const errors = new Map(); // sentences by the key of the outbox entry that was refused
const ballots = new Ballots(own, page.changing);
const order = steady(part('questions'), drawQuestions);
const fresh = newcomers(part('new-items'), part('questions'));
const form = part('ask') && askForm(part('ask'), {
  shortest: page.shortestQuestion, longest: page.longestQuestion, key: `draft:${page.slug}`, storage: storage(),
}, (asked) => outbox.put(question(page.slug, { id: newId(), ...asked })));

let stream = page.stream;
let shownPlayer = playerKey(client.state.session, stream);
let before = remember();
let calm = true;

const isOver = () => ['Ended', 'Cancelled'].includes(client.state.session.status);

function acceptsQuestions() {
  const { status, plannedStart } = client.state.session;
  return !isOver() && (status !== 'Scheduled' || client.serverNow() >= Date.parse(plannedStart) - page.questionsOpenBefore);
}

// Drawing

/** Takes a container over at its first drawing: what the server drew is the same, so nothing is seen of it. */
function draw(name, template) {
  const container = part(name);
  if (!container) return;
  if (!container.drawn) {
    container.drawn = true;
    container.replaceChildren();
  }
  render(template, container);
}

function drawSession() {
  const { session } = client.state;
  const status = part('status');
  status.dataset.status = session.status;
  status.textContent = t(`Session_${session.status}`);
  part('title').textContent = session.title;
  for (const [name, at] of [['start', session.plannedStart], ['end', session.plannedEnd]]) {
    part(name).dateTime = at;
    part(name).textContent = time(at);
  }
  part('illustrative').hidden = !session.illustrativeTimes;
  const key = playerKey(session, stream);
  if (key !== shownPlayer) draw('player', player(session, stream, time));
  shownPlayer = key;
  draw('note', note(session, stream, own.attendance));
  const answering = client.state.questions.get(session.onAir?.question);
  draw('on-air', answering ? onAir(answering) : nothing);
  const hide = (name, hidden) => part(name) && (part(name).hidden = hidden);
  hide('register', isOver());
  hide('ask-card', isOver());
  hide('ask', !acceptsQuestions());
  hide('ask-closed', acceptsQuestions());
}

function drawQuestions() {
  const questions = order.arrange(client.state.orderedQuestions());
  draw('no-questions', questions.length === 0 ? noQuestions(isOver()) : nothing);
  const focused = document.activeElement;
  draw('questions', questionList(questions, {
    own, time, open: acceptsQuestions(), errorOf: (id) => errors.get(`upvote:${id}`), isNew: fresh.has,
  }, onUpvote));
  // An element that moves loses the focus.
  if (focused !== document.activeElement && part('questions').contains(focused)) focused.focus({ preventScroll: true });
  fresh.show(questions.map(({ id }) => id));
}

function drawOwn() {
  draw('mine', ownQuestions(own, ({ id, status }) => client.state.questions.get(id)?.status ?? status, onEdit));
  if (own.attendance) draw('attendance', attendanceProgress(own.attendance));
}

function drawPolls() {
  const polls = [...client.state.polls.values()].map((poll) => withTally(poll, own.ballot(poll.id) && client.state.tallies.get(poll.id)));
  const poll = currentPoll(polls, client.state.session.onAir?.poll);
  const now = client.serverNow();
  part('poll-link').hidden = !(poll && accepts(poll, now, isOver()));
  // What the server drew, or what stood there, stays until the kind's module has come.
  if (!poll || haveKinds([poll], drawPolls)) {
    draw('poll', poll ? pollCard(poll, { now, address, over: isOver(), registered: own.registered, ...ballots.view(poll) }, pollHandlers(poll)) : nothing);
  }
  if (haveKinds(polls.filter((other) => other !== poll && other.counts), drawPolls)) draw('earlier', earlierPolls(polls, poll, (id) => own.ballot(id)));
}

function drawConnection() {
  const hidden = calm && client.status === 'reconnecting';
  draw('connection', hidden ? nothing : connectionNotice(client.status, own.waiting));
}

function drawViewers() {
  const { watching } = client.state;
  if (watching === null) return;
  part('viewers').textContent = formatNumber(watching);
  part('viewers-word').textContent = t(watching === 1 ? 'Watching_One' : 'Watching_Many');
}

function drawAll() {
  drawSession();
  drawQuestions();
  drawOwn();
  drawPolls();
  drawConnection();
  drawViewers();
}

function tick() {
  const now = client.serverNow();
  const clock = part('clock');
  if (clock.textContent !== time(now)) clock.textContent = time(now);
  if ([...client.state.polls.values()].some((poll) => poll.status === 'Open' && poll.closesAt)) drawPolls();
}

// What the reader does

function onUpvote({ id }) {
  errors.delete(`upvote:${id}`);
  outbox.put(upvote(page.slug, id, !own.upvoted(id)));
}

function pollHandlers(poll) {
  const focusField = () => (part('poll').querySelector('input:checked, input, textarea') ?? part('poll')).focus();
  const change = (changing) => (event) => {
    event.preventDefault();
    ballots.change(poll, changing);
    drawPolls();
    focusField();
  };
  return {
    onAnswer: (answer) => {
      ballots.answer(poll, answer);
      drawPolls();
    },
    onChange: change(true),
    onKeep: change(false),
    onSend: (event) => {
      event.preventDefault();
      const answer = ballots.toSend(poll);
      if (answer) {
        outbox.put(ballot(page.slug, poll.id, answer.choices, answer.texts));
        part('poll').focus();
      } else {
        drawPolls();
        focusField();
      }
    },
  };
}

function onEdit(entry) {
  if (form?.putBack(entry.body)) outbox.forget(entry.key);
  form?.focus();
}

outbox.onChange = () => {
  offers?.draw();
  drawQuestions();
  drawOwn();
  drawPolls();
  drawConnection();
};

outbox.onSent = (entry, answer) => {
  if (!entry.url.includes(`/${encodeURIComponent(page.slug)}/`)) return;
  own.accepted(entry, answer);
  wroteAt = client.serverNow();
  if (entry.key.startsWith('question:')) say(t('Done_question'));
  else if (entry.key.startsWith('ballot:')) {
    ballots.sent(answer.poll);
    say(t('Done_answer'));
  } else {
    const held = client.state.questions.get(answer.question);
    if (held) client.state.questions.set(held.id, { ...held, upvotes: answer.upvotes });
    offers?.counted(answer.question, answer.upvotes);
  }
};

outbox.onRefused = (entry, { detail, title }) => {
  if (entry.key.startsWith('question:')) {
    if (form?.putBack(entry.body, detail ?? title)) outbox.forget(entry.key);
    say(detail ?? title);
    return;
  }
  if (entry.key.startsWith('ballot:')) ballots.refused(entry.key.slice('ballot:'.length), entry.body, detail ?? title);
  else errors.set(entry.key, detail ?? title);
  outbox.forget(entry.key);
};

// What was asked already is offered while one types; the module for it comes with the first letter.
let offers;
part('ask')?.addEventListener('input', async () => {
  if (offers || !own.registered) return;
  try {
    const { similar } = await import('./room/similar.js');
    offers ??= similar(part('ask'), {
      slug: page.slug, longest: page.longestQuestion, say, own, may: acceptsQuestions,
      current: ({ id }) => client.state.questions.get(id), onUpvote: (id) => onUpvote({ id }),
    });
  } catch { /* without network now; the next letter tries again */ }
});
client.on('change', () => offers?.draw());

// What the session tells

function remember() {
  const { session, polls, questions } = client.state;
  return {
    status: session.status,
    streamUrl: session.streamUrl,
    polls: new Map([...polls.values()].map((poll) => [poll.id, { status: poll.status, closesAt: poll.closesAt, counts: poll.counts }])),
    questions: new Set(questions.keys()),
  };
}

function announce() {
  const { session, polls } = client.state;
  for (const poll of polls.values()) {
    const was = before.polls.get(poll.id);
    const isOpen = poll.status === 'Open';
    if (isOpen && was?.status !== 'Open') say(t('Announce_PollOpen', poll.prompt));
    else if (isOpen && poll.closesAt && poll.closesAt !== was.closesAt) {
      const left = secondsLeft(poll, client.serverNow());
      if (left) say(t('Announce_PollClosing', left));
    } else if (!isOpen && poll.counts && was && (was.status === 'Open' || !was.counts)) {
      say(t('Announce_PollResults', leader(poll)));
    } else if (!isOpen && was?.status === 'Open') say(t('Announce_PollClosed', poll.prompt));
  }
  if (session.status !== before.status && ['Live', 'Paused', 'Ended'].includes(session.status)) say(t(`Announce_${session.status}`));
}

client.on('change', ({ snapshot }) => {
  if (!client.state.session) return;
  announce();
  if (!snapshot) fresh.add([...client.state.questions.keys()].filter((id) => !before.questions.has(id) && !own.asked(id)));
  if (client.state.session.streamUrl !== before.streamUrl) readStream();
  if (client.state.session.status !== before.status) readOwnLater(2_000, 8_000);
  before = remember();
  drawAll();
});
client.on('tally', drawPolls);
client.on('watching', drawViewers);
client.on('status', () => {
  calm = true;
  setTimeout(() => { calm = false; drawConnection(); }, CALM);
  drawConnection();
  if (client.status === 'live') outbox.flush();
});
client.on('entered', () => readOwnLater(0, 1_500));
// The nudge that one's own write causes: the answer has told it already, and a whole audience answers at once.
client.on('nudge', () => (client.serverNow() - wroteAt < 5_000 ? readOwnLater(3_000, 10_000) : readOwnLater(0, 500)));
client.on('access', ({ code }) => code ?? location.reload());

async function readStream() {
  await new Promise((resolve) => setTimeout(resolve, between(Math.random, 0, 1_500)));
  try {
    stream = await get(`/api/sessions/${encodeURIComponent(page.slug)}/stream`);
  } catch {
    setTimeout(readStream, between(Math.random, 5_000, 15_000));
    return;
  }
  drawSession();
}

let wroteAt = -Infinity;
let ownTimer;
let ownAt = Infinity;

/** Reads one's own at a random moment between so many milliseconds, unless that is to happen sooner anyway. */
function readOwnLater(low, high) {
  const at = performance.now() + between(Math.random, low, high);
  if (!own.registered || at >= ownAt) return;
  clearTimeout(ownTimer);
  ownAt = at;
  ownTimer = setTimeout(readOwn, at - performance.now());
}

async function readOwn() {
  ownAt = Infinity;
  const wrote = wroteAt;
  try {
    const mine = await get(`/api/sessions/${encodeURIComponent(page.slug)}/mine`);
    if (wrote !== wroteAt) {
      readOwnLater(1_000, 2_000); // it may be from before what was just sent
      return;
    }
    own.replace(mine);
    own.tallies.forEach((tally) => client.state.applyTally(tally));
    drawAll();
  } catch (error) {
    if (!error.transient) return;
  }
  // Minutes grow without a message.
  if (client.state.session.status === 'Live') readOwnLater(90_000, 150_000);
}

function storage() {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

// Beginning

own.tallies.forEach((tally) => client.state.applyTally(tally));
drawAll();
client.start();
followPage(client);
outbox.flush();
window.addEventListener('online', () => outbox.flush());
setInterval(tick, 1_000);
document.getElementById('errores')?.focus();
if (location.search) history.replaceState(null, '', location.pathname + location.hash);
