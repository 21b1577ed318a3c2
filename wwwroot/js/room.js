import { nothing } from '../lib/lit-html.js';
import { get } from './live/api.js';
import { LiveClient } from './live/client.js';
import { tabId } from './live/ids.js';
import { Outbox, question, upvote } from './live/outbox.js';
import { followPage } from './live/page.js';
import { connect } from './live/hub.js';
import { between, systemTimers } from './live/timing.js';
import { Announcement, announcementNotice } from './room/announcement.js';
import { announcer } from './room/announcer.js';
import { asking } from './room/asking.js';
import { ConnectionPart } from './room/connection.js';
import { later } from './room/later.js';
import { QuestionList } from './room/list.js';
import { News } from './room/news.js';
import { nowLine } from './room/now.js';
import { Own } from './room/own.js';
import { draw, part, Place } from './room/place.js';
import { PollPart } from './room/poll-part.js';
import { gone, noQuestions, questionItem } from './room/questions.js';
import { SessionPart, showStatus } from './room/session.js';
import { data, formatNumber, t, timeIn } from './texts.js';

const RECENT = 300_000; // a question asked so long before one came may be published only now

const page = data('room');
const time = timeIn(page.timeZone);
const say = announcer(document.getElementById('announcer'), systemTimers);
const client = new LiveClient({ slug: page.slug, place: 'room', connect, tab: tabId(), initial: data('snapshot') });
const outbox = new Outbox({ owner: page.attendee ?? '' });
const own = new Own(data('mine'), outbox, page.slug);
const errors = new Map(); // sentences by the key of the outbox entry that was refused
const news = new News(client.state, say);
const announcement = new Announcement(storage(), `announcement:${page.slug}`);
const connection = new ConnectionPart(client, own, say);
const session = new SessionPart(page, client.state.session, time);
const places = new Map([...document.querySelectorAll('.place')].map((element) => [element.dataset.place, new Place(element)]));
const polls = new PollPart(page, client, own, outbox, places.get('poll'));
const stage = later(() => import('./room/stage.js'));
const way = later(() => import('./room/way.js'));
const form = asking(part('ask'), page, storage(), (asked) => outbox.put(question(page.slug, asked)));
const list = new QuestionList(part('questions'), part('new-items'), {
  facts: (question) => [question, own.upvotes(question), own.upvoted(question.id), own.asked(question.id), mayUpvote(), errors.get(`upvote:${question.id}`)],
  item: (question) => questionItem(question, {
    upvotes: own.upvotes(question), upvoted: own.upvoted(question.id), mine: own.asked(question.id), can: mayUpvote(), error: errors.get(`upvote:${question.id}`), time,
  }),
  gone,
}, client.state.orderedQuestions());

const pages = { more: client.state.questions.size >= page.snapshotQuestions, next: undefined };
const more = () => import('./room/more.js');
const statusOf = ({ id, status }) => client.state.questions.get(id)?.status ?? status;
const ownFacts = () => JSON.stringify([own.questions.map((question) => [question, statusOf(question)]), own.entries('waiting'), own.entries('refused'), own.attendance]);

let ownShown = JSON.stringify([own.questions.map((question) => [question, question.status]), [], [], own.attendance]);
const entered = client.serverNow();

function isOver() {
  return ['Ended', 'Cancelled'].includes(client.state.session.status);
}

function mayUpvote() {
  return own.registered && acceptsQuestions();
}

function acceptsQuestions() {
  const { status, plannedStart } = client.state.session;
  return !isOver() && (status !== 'Scheduled' || client.serverNow() >= Date.parse(plannedStart) - page.questionsOpenBefore);
}

/** Of more questions than a snapshot holds an old one may come as well, because it was upvoted. */
function isNew(id) {
  return !pages.more || Date.parse(client.state.questions.get(id).askedAt) > entered - RECENT;
}

// Drawing

/** Draws into a place of the column, which keeps its height while it is in view. */
const drawInPlace = (name, work) => (places.get(name) ? places.get(name).change(work) : work());

function drawSession() {
  const { questions, session: now } = client.state;
  showStatus(now);
  session.show(now, questions.get(now.onAir?.question), own.attendance);
  drawNow();
  const hide = (name, hidden) => part(name) && (part(name).hidden = hidden);
  const accepting = acceptsQuestions();
  if (part('ask') && part('ask').hidden === accepting) {
    drawInPlace('ask', () => {
      hide('ask', !accepting);
      hide('ask-closed', accepting);
      if (isOver()) part('ask-closed').textContent = t('Ask_Over');
    });
  }
}

function drawNow() {
  const { questions, session: now } = client.state;
  draw('now', nowLine(now, {
    question: questions.get(now.onAir?.question), now: client.serverNow(), registered: own.registered, register: page.register, agenda: page.agenda,
  }));
  const shown = announcement.current(now, client.serverNow());
  draw('announcement', announcementNotice(shown, () => {
    announcement.close(shown.id);
    drawNow();
  }));
}

function drawQuestions(fresh) {
  const questions = client.state.orderedQuestions();
  draw('no-questions', questions.length === 0 ? noQuestions(isOver(), acceptsQuestions()) : nothing);
  list.show(questions, fresh);
  showMore();
}

/** More are there: held already, or on the server, which tells page by page. */
function showMore() {
  part('more-questions').hidden = list.left <= 0 && !pages.more;
}

/** What the server drew stays until something of it is another. */
async function drawOwn() {
  const facts = ownFacts();
  if (!own.registered || facts === ownShown) return;
  ownShown = facts;
  const untold = () => {
    ownShown = ''; // without network now; the next change tries again
  };
  const told = await way().catch(untold);
  if (told) drawInPlace('mine', () => draw('mine', told.ownQuestions(own, statusOf, onEdit)));
  const staged = await stage().catch(untold);
  if (staged) draw('attendance', staged.attendanceProgress(own.attendance));
}

function drawPolls() {
  polls.show(isOver());
}

function drawViewers() {
  const { watching } = client.state;
  if (watching === null) return;
  part('viewers').textContent = formatNumber(watching);
  part('viewers-word').textContent = t(watching === 1 ? 'Watching_One' : 'Watching_Many');
}

function drawAll(fresh) {
  drawSession();
  drawQuestions(fresh);
  drawOwn();
  drawPolls();
  connection.show();
  drawViewers();
}

function tick() {
  const now = client.serverNow();
  const clock = part('clock');
  if (clock.textContent !== time(now)) {
    clock.textContent = time(now);
    drawSession();
  }
  if (client.state.session.announcement) drawNow();
  if ([...client.state.polls.values()].some((poll) => poll.status === 'Open' && poll.closesAt)) drawPolls();
  news.tick(client.state.polls.values(), now);
}

// What the reader does

function onUpvote(id) {
  errors.delete(`upvote:${id}`);
  outbox.put(upvote(page.slug, id, !own.upvoted(id)));
}

function onEdit(entry) {
  form.putBack(entry.body).then((done) => {
    if (done) outbox.forget(entry.key);
    document.getElementById('Text')?.focus();
  });
}

outbox.onChange = () => {
  offers?.draw();
  drawQuestions();
  drawOwn();
  drawPolls();
  connection.show();
};

outbox.onSent = (entry, answer) => {
  if (!entry.url.includes(`/${encodeURIComponent(page.slug)}/`)) return;
  own.accepted(entry, answer);
  wroteAt = client.serverNow();
  if (entry.key.startsWith('question:')) say(t('Done_question'));
  else if (entry.key.startsWith('ballot:')) {
    polls.sent(answer.poll);
    say(t('Done_answer'));
  } else {
    const held = client.state.questions.get(answer.question);
    if (held) client.state.questions.set(held.id, { ...held, upvotes: answer.upvotes });
    offers?.counted(answer.question, answer.upvotes);
  }
};

outbox.onRefused = (entry, { detail, title }) => {
  if (entry.key.startsWith('question:')) {
    form.putBack(entry.body, detail ?? title).then((done) => done && outbox.forget(entry.key));
    say(detail ?? title);
    return;
  }
  if (entry.key.startsWith('ballot:')) polls.refused(entry.key.slice('ballot:'.length), entry.body, detail ?? title);
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
      current: ({ id }) => client.state.questions.get(id), onUpvote,
    });
  } catch { /* without network now; the next letter tries again */ }
});
client.on('change', () => offers?.draw());

part('ask')?.addEventListener('focusin', () => way().catch(() => {}), { once: true });
part('more-questions').addEventListener('click', async (event) => {
  event.preventDefault();
  if (list.left <= 0 && pages.more) await (await more()).readPage(page.slug, client.state, pages);
  list.show(client.state.orderedQuestions());
  list.showMore();
  showMore();
});
part('search')?.addEventListener('focus', async () => (await more()).searchIn(part('search'), page.slug, client.state, pages, (matches) => {
  list.show(client.state.orderedQuestions());
  list.filter(matches);
  showMore();
}), { once: true });
part('questions').addEventListener('submit', (event) => {
  event.preventDefault();
  onUpvote(event.target.closest('[data-id]').dataset.id);
});

// What the session tells

client.on('change', ({ snapshot }) => {
  if (!client.state.session) return;
  const { fresh, status, stream } = news.tell(client.state, client.serverNow());
  if (stream) session.readStream(() => client.state.session);
  if (status) readOwnLater(2_000, 8_000);
  drawAll(snapshot ? [] : fresh.filter(isNew));
});
client.on('tally', drawPolls);
client.on('watching', drawViewers);
client.on('status', () => client.status === 'live' && outbox.flush());
client.on('entered', () => readOwnLater(0, 1_500));
// The nudge that one's own write causes: the answer has told it already, and a whole audience answers at once.
client.on('nudge', () => (client.serverNow() - wroteAt < 5_000 ? readOwnLater(3_000, 10_000) : readOwnLater(0, 500)));
client.on('access', ({ code }) => code ?? location.reload());

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
setInterval(tick, 500);
document.getElementById('errores')?.focus();
if (location.search) history.replaceState(null, '', location.pathname + location.hash);
