import { get } from '../live/api.js';
import { newId } from '../live/ids.js';
import { count, t } from '../texts.js';
import { done, perform, request, tell } from './acting.js';
import { announcement, onAir } from './air.js';
import { ask } from './ask.js';
import { sendInPlace } from './forms.js';
import { api, client, current, draw, drawSoon, overlay, page, part, questions, session, time } from './page.js';
import { controls, figures } from './views.js';

const REGISTERED = 30_000; // how often the number of registered attendees is read
const STATUS_AFTER = { Start: 'Live', Resume: 'Live', Pause: 'Paused', End: 'Ended' };

/**
 * What is on air, and what is set for everybody: the session's status, the screen, the announcement and the stream.
 * @param {object} desk
 * @param {(action: string, question: object) => void} desk.act on a question
 * @param {() => object|undefined} desk.pollToShow
 */
export function stageDesk({ act, pollToShow }) {
  let { registered } = page;

  // Drawing

  function drawStage({ counts, total }) {
    const now = session();
    const status = part('status');
    status.dataset.status = now.status;
    status.textContent = t(`Session_${now.status}`);
    part('title').textContent = now.title;
    part('since').textContent = now.statusSince ? t('Since', time(now.statusSince)) : '';
    drawAir();
    draw('session-controls', controls(now.status, (action) => (action === 'End' ? end() : change(action))));
    draw('audience', figures([
      ['Audience_Watching', client.state.watching ?? 0],
      ['Audience_Registered', registered],
      ['Audience_Questions', total],
      ['Audience_Answered', counts.answered],
    ]));
  }

  function air() {
    const { onAir: shown } = session();
    const poll = client.state.polls.get(shown?.poll);
    return {
      question: current(shown?.question),
      poll: poll && overlay.on(poll),
      invitation: shown?.invitation,
      answering: questions().find((question) => question.status === 'Answering'),
      openPoll: pollToShow(),
    };
  }

  function drawAir() {
    const shown = air();
    part('on-air').closest('.card').classList.toggle('card-live', Boolean(shown.question ?? shown.poll ?? shown.invitation));
    draw('on-air', onAir(shown, act, showOnScreen));
    draw('announcement', announcement(session().announcement, client.serverNow(), endAnnouncement));
  }

  // The session

  const change = (action) => request('status', { action }, [[session(), { status: STATUS_AFTER[action] }]]);

  function toggle() {
    const action = { Scheduled: 'Start', Live: 'Pause', Paused: 'Resume' }[session().status];
    if (action) change(action);
    else tell(t('Key_NotNow'));
  }

  async function end() {
    if (!['Live', 'Paused'].includes(session().status)) {
      tell(t('Key_NotNow'));
      return;
    }
    part('end-text').textContent = count('End_Text', client.state.watching ?? 0);
    if (await ask(document.getElementById('terminar'), 'end')) change('End');
  }

  // The screen

  function showOnScreen(content) {
    const shows = Object.keys(content).length > 0;
    request('screen', content, [[session(), { onAir: shows ? content : undefined }]], undefined, 'PUT');
  }

  function show(name) {
    const { question, answering, poll, openPoll } = air();
    const content = { question: question ?? answering, poll: poll ?? openPoll }[name];
    if (name === 'standBy') showOnScreen({});
    else if (name === 'invitation') showOnScreen({ invitation: true });
    else if (content) showOnScreen({ [name]: content.id });
    else tell(t('Key_NothingToShow'));
  }

  /** What the buttons of the question on air do. */
  function actOnAir(action) {
    const { question, answering } = air();
    const meant = action === 'publish' ? question : question ?? answering;
    if (answering && meant) act(action, meant);
    else tell(t('Key_NothingOnAir'));
  }

  // Announcement and stream

  const endAnnouncement = () => request('announcement', undefined, [[session(), { announcement: undefined }]], undefined, 'DELETE');

  function setInPlace(id, path, read, text, after = () => {}) {
    const form = document.getElementById(`${id}-f`);
    sendInPlace(form, async (fields) => {
      done(await perform('PUT', path, read(fields)), t(text), true);
      document.getElementById(id).open = false;
      after(form.elements);
    });
  }

  setInPlace('anuncio', 'announcement', (fields) => ({ id: fields.get('id'), text: fields.get('text'), minutes: Number(fields.get('minutes')) }), 'Done_Announce', ({ id, text }) => {
    text.value = '';
    id.value = newId();
  });
  setInPlace('transmision', 'stream', (fields) => ({ url: fields.get('url'), delay: Number(fields.get('delay')) }), 'Done_StreamReplace');

  setInterval(async () => {
    if (document.hidden) return;
    try {
      ({ registered } = await get(`${api}/audience`));
      drawSoon();
    } catch (error) {
      if (!error.transient) throw error;
    }
  }, REGISTERED);

  return {
    draw: drawStage,
    /** Once a second. */
    tick() {
      part('clock').textContent = time(client.serverNow());
      if (session().announcement) drawAir();
    },
    /** For `commandsOf`. */
    commands: {
      show, toggle, end,
      answered: () => actOnAir('answered'),
      takeOff: () => actOnAir('publish'),
      announce: () => unfold('anuncio'),
      stream: () => unfold('transmision'),
      endAnnouncement: () => (session().announcement ? endAnnouncement() : tell(t('Key_NotNow'))),
    },
  };
}

/** Opens a part that is folded, and goes to its first field or button. @param {string} id */
export function unfold(id) {
  const fold = document.getElementById(id);
  fold.open = true;
  fold.querySelector('input:not([type=hidden]), textarea, form button, a').focus();
}
