import { importing } from './importing.js';
import { LiveClient } from './live/client.js';
import { tabId } from './live/ids.js';
import { Outbox, question } from './live/outbox.js';
import { followPage } from './live/page.js';
import { connect } from './live/hub.js';
import { systemTimers } from './live/timing.js';
import { Announcement } from './room/announcement.js';
import { announcer } from './room/announcer.js';
import { asking } from './room/asking.js';
import { ConnectionPart } from './room/connection.js';
import { News } from './room/news.js';
import { nowLine } from './room/now.js';
import { Own } from './room/own.js';
import { OwnPart } from './room/own-part.js';
import { draw, part, Place } from './room/place.js';
import { PollPart } from './room/poll-part.js';
import { QuestionPart } from './room/question-part.js';
import { SessionPart, showStatus } from './room/session.js';
import { data, formatNumber, t, timeIn } from './texts.js';

const page = data('room');
const time = timeIn(page.timeZone);
const say = announcer(document.getElementById('announcer'), systemTimers);
const client = new LiveClient({ slug: page.slug, place: 'room', connect, tab: tabId(), initial: data('snapshot') });
const outbox = new Outbox({ owner: page.attendee ?? '' });
const own = new Own(data('mine'), outbox, page);
const news = new News(client.state, say);
const announcement = new Announcement(storage(), `announcement:${page.slug}`);
const connection = new ConnectionPart(client, own, say);
const session = new SessionPart(page, client.state.session, time);
const places = new Map([...document.querySelectorAll('.place')].map((element) => [element.dataset.place, new Place(element)]));
const polls = new PollPart(page, client, own, outbox, places.get('poll'));
const form = asking(part('ask'), page, storage(), (asked) => {
  places.get('mine')?.touch();
  outbox.put(question(page.slug, asked));
});
const questions = new QuestionPart(page, client, own, outbox, { over: isOver, accepting: acceptsQuestions }, time);
const ownPart = new OwnPart(page, client, own, places.get('mine'), onEdit);

function isOver() {
  return ['Ended', 'Cancelled'].includes(client.state.session.status);
}

function acceptsQuestions() {
  const { status, plannedStart } = client.state.session;
  return !isOver() && (status !== 'Scheduled' || client.serverNow() >= Date.parse(plannedStart) - page.questionsOpenBefore);
}

/** The question that is being answered. */
function onAir() {
  const { questions: held, session: now } = client.state;
  return held.get(now.onAir?.question);
}

// Drawing

function drawSession() {
  const now = client.state.session;
  showStatus(now);
  session.show(now, onAir(), own.attendance);
  drawNow();
  const accepting = acceptsQuestions();
  if (part('ask') && part('ask').hidden === accepting) {
    places.get('ask').change(() => {
      part('ask').hidden = !accepting;
      part('ask-closed').hidden = accepting;
      if (isOver()) part('ask-closed').textContent = t('Ask_Over');
    });
  }
}

function drawNow() {
  const now = client.state.session;
  draw('now', nowLine(now, {
    question: onAir(), now: client.serverNow(), registered: own.registered, register: page.register, agenda: page.agenda,
  }));
  announcement.show(now, client.serverNow());
}

const drawPolls = () => polls.show(isOver());

function drawViewers() {
  const { watching } = client.state;
  if (watching === null) return;
  part('viewers').textContent = formatNumber(watching);
  part('viewers-word').textContent = t(watching === 1 ? 'Watching_One' : 'Watching_Many');
}

function drawAll(fresh) {
  drawSession();
  questions.show(fresh);
  ownPart.show();
  drawPolls();
  connection.show();
  drawViewers();
  offers?.draw();
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

function onEdit(entry) {
  form.putBack(entry.body).then((done) => {
    if (done) outbox.forget(entry.key);
    document.getElementById('Text')?.focus();
  });
}

ownPart.onRead = () => drawAll();
outbox.onChange = () => drawAll();

outbox.onSent = (entry, answer) => {
  if (!entry.url.includes(`/${encodeURIComponent(page.slug)}/`)) return;
  ownPart.wrote(entry, answer);
  if (entry.key.startsWith('question:')) {
    form.sent();
    say(t('Done_question'));
  } else if (entry.key.startsWith('ballot:')) {
    polls.sent(answer.poll);
    say(t('Done_answer'));
  } else {
    questions.counted(answer.question, answer.upvotes);
    offers?.counted(answer.question, answer.upvotes);
  }
};

outbox.onRefused = (entry, { detail, title }) => {
  const reason = detail ?? title;
  if (entry.key.startsWith('question:')) {
    form.putBack(entry.body, reason).then((done) => done && outbox.forget(entry.key));
    say(reason);
    return;
  }
  if (entry.key.startsWith('ballot:')) polls.refused(entry.key.slice('ballot:'.length), entry.body, reason);
  else questions.refused(entry.key.slice('upvote:'.length), reason);
  outbox.forget(entry.key);
};

// What was asked already is offered while one types; the module for it comes with the first letter.
let offers;
part('ask')?.addEventListener('input', async () => {
  if (offers || !own.registered) return;
  try {
    const { similar } = await importing('/js/room/similar.js', '/lib/directives/repeat.js', '/lib/directive.js', '/lib/directive-helpers.js');
    offers ??= similar(part('ask'), {
      slug: page.slug, longest: page.longestQuestion, say, own, may: acceptsQuestions,
      current: ({ id }) => client.state.questions.get(id), onUpvote: (id) => questions.upvote(id),
    });
  } catch { /* without network now; the next letter tries again */ }
});

// What the session tells

client.on('change', ({ snapshot }) => {
  if (!client.state.session) return;
  const { fresh, status, stream } = news.tell(client.state, client.serverNow());
  if (stream) session.readStream(() => client.state.session);
  if (status) ownPart.readLater(2_000, 8_000);
  if (snapshot) questions.begin();
  drawAll(snapshot ? [] : fresh);
});
client.on('read', () => {
  if (!part('as-of')) return;
  part('as-of').remove();
  ownPart.readLater(0, 2_000);
});
client.on('tally', drawPolls);
client.on('watching', drawViewers);
client.on('status', () => client.status === 'live' && outbox.flush());
client.on('access', ({ code }) => code ?? location.reload());

function storage() {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

// Beginning

drawAll();
client.start();
followPage(client);
outbox.flush();
window.addEventListener('online', () => outbox.flush());
setInterval(tick, 500);
document.getElementById('errores')?.focus();
if (location.search) history.replaceState(null, '', location.pathname + location.hash);
