import { render } from '../lib/lit-html.js';
import { LiveClient } from './live/client.js';
import { tabId } from './live/ids.js';
import { followPage } from './live/page.js';
import { connect } from './live/hub.js';
import { haveKinds } from './polls/kinds.js';
import { calmNumber } from './screen/calm.js';
import { fit } from './screen/fit.js';
import { attend } from './screen/shell.js';
import { overlayView, view } from './screen/views.js';
import { data, t, timeIn } from './texts.js';

const CALM = 3_000; // a connection that comes back within is not worth a sign
const AGENDA_EVERY = 60_000;
const REFUSED = 15_000;

const page = data('page');
const time = timeIn(page.timeZone);
const client = new LiveClient({ slug: page.slug, place: 'screen', connect, tab: tabId(), initial: data('snapshot') });
const part = (name) => document.querySelector(`[data-live="${name}"]`);
const [main, status, title, strip, sign] = ['screen', 'status', 'title', 'announcement', 'sign'].map(part);
const upvotes = calmNumber(show);

/** What is on air, as the views draw it. */
function scene() {
  const { session, questions, polls } = client.state;
  const question = questions.get(session.onAir?.question);
  const poll = polls.get(session.onAir?.poll);
  const common = { session, now: client.serverNow(), time, page };
  if (question) return { ...common, view: 'question', question, upvotes: upvotes(question.id, question.upvotes) };
  if (poll) return { ...common, view: 'poll', poll };
  return { ...common, view: session.onAir?.invitation ? 'invitation' : 'standby' };
}

function show() {
  if (!client.state.session) return;
  const now = scene();
  const { session } = now;
  if (now.poll && !haveKinds([now.poll], show)) return;
  document.body.dataset.view = now.view;
  render(page.overlay ? overlayView(now) : view(now), main);
  if (!page.overlay) {
    status.dataset.status = session.status;
    status.textContent = t(`Session_${session.status}`);
    title.textContent = session.title;
    const announced = session.announcement && Date.parse(session.announcement.endsAt) > now.now ? session.announcement.text : '';
    if (strip.textContent !== announced) strip.textContent = announced;
  }
  fit(main, [now.view, now.question?.id, now.poll?.id, now.poll?.status, now.poll?.choices.length].join());
}

/** Loads the page again, but only once it is there: on a wall an error page is worse than what was shown last. */
async function reload() {
  const there = await fetch(location.href, { cache: 'no-store' }).then((answer) => answer.ok, () => false);
  if (there) location.reload();
  else setTimeout(reload, 10_000);
}

/** The stand-by view's other sessions, which are not on this session's line. */
async function readAgenda() {
  if (document.body.dataset.view !== 'standby') return;
  try {
    const answer = await fetch(`/api/events/${page.eventSlug}/agenda`);
    const { sessions } = await answer.json();
    for (const row of page.agenda) {
      const found = sessions.find((other) => other.slug === row.slug);
      if (found) Object.assign(row, { title: found.title, status: found.status, time: time(found.plannedStart) });
    }
    show();
  } catch {
    // What was read last stays; in a minute it is tried again.
  }
}

main.replaceChildren();
show();
client.on('change', show);
// Whoever was refused asks again, in no hurry.
client.on('access', ({ code }) => setTimeout(reload, code ? REFUSED : 0));
if (!page.overlay) {
  let since = null;
  client.on('status', (name) => {
    since = name === 'live' || name === 'polling' ? null : since ?? Date.now();
  });
  setInterval(() => {
    sign.hidden = since === null || Date.now() - since < CALM;
  }, 500);
  setInterval(readAgenda, AGENDA_EVERY);
  attend(document);
}
// The clock and the countdown move by themselves.
setInterval(show, 1000);
addEventListener('resize', () => fit(main, null));
document.fonts.ready.then(() => fit(main, null));
followPage(client);
client.start();
