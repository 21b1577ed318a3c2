import { send } from '../live/api.js';
import { newId } from '../live/ids.js';
import { haveKinds } from '../polls/kinds.js';
import { t } from '../texts.js';
import { refused, request, tell } from './acting.js';
import { api, client, draw, overlay, part } from './page.js';
import { pollEditor } from './poll-editor.js';
import { closings, inOrder, pollList, secondsLeft } from './polls.js';

const TOLD = 4_000; // a delta that was lost is told by the beacon after it

/** The console's polls: list, words and library, and the one in hand. */
export function pollDesk() {
  const editor = pollEditor();
  const decided = new Map(); // status by id of what was just let through or hidden
  const moved = new Map(); // place by id of a draft that was just moved
  const later = new Map(); // by id of a poll whose last change is not confirmed yet what was pressed after it
  let hand = null; // id of the poll that keys act on
  const held = () => [...client.state.polls.values()].map((poll) => asPressed(overlay.on(poll)));

  function asPressed(poll) {
    const choices = poll.choices.map((choice) => (decided.has(choice.id) ? { ...choice, status: decided.get(choice.id) } : choice));
    return { ...poll, choices, position: moved.get(poll.id) ?? poll.position };
  }

  const isOver = () => ['Ended', 'Cancelled'].includes(client.state.session.status);

  /** The poll in hand: the one that was gone to last, for as long as it is there; at first the one that asks for an action first. */
  function inHand() {
    const ordered = inOrder(held());
    const poll = ordered.find(({ id }) => id === hand) ?? ordered[0];
    hand = poll?.id ?? null;
    return poll;
  }

  function drawPolls() {
    const { session, watching } = client.state;
    const focused = document.activeElement?.closest('.poll-item');
    haveKinds(held().filter((poll) => poll.counts), drawPolls);
    draw('polls', pollList(held(), {
      watching: watching ?? 0, now: client.serverNow(), delay: session.streamDelay, onAir: overlay.on({ ...session, version: session.revision }).onAir?.poll,
      over: isOver(), hand: inHand()?.id, do: act,
    }));
    // What was pressed may be gone, or has moved with its poll.
    if (focused?.isConnected && document.activeElement === document.body) focused.focus({ preventScroll: true });
    for (const [id, next] of later) {
      if (overlay.has(id)) continue;
      later.delete(id);
      if (client.state.polls.has(id)) next(client.state.polls.get(id));
    }
  }

  /** Takes the neighbour of the poll in hand, after the last the first. */
  function step(by) {
    const poll = inHand();
    if (!poll) {
      tell(t('Poll_None'));
      return;
    }
    const ordered = inOrder(held()).map(({ id }) => id);
    const focused = document.activeElement?.closest('.poll-item');
    // The first press goes to the one that is shown to be in hand.
    hand = focused ? ordered.at((ordered.indexOf(hand) + by) % ordered.length) : hand;
    drawPolls();
    document.getElementById(`p-${hand}`).focus();
  }

  /** Does with the poll in hand what its button does, or says why not. @param {'open'|'close'|'closeNow'|'publish'} action */
  function actOnHand(action) {
    const poll = inHand();
    const status = { open: 'Draft', publish: 'Closed' }[action] ?? 'Open';
    if (!poll) tell(t('Poll_None'));
    else if (poll.status !== status || (action === 'open' && isOver())) tell(t('Key_NotThisPoll', poll.prompt));
    else if (action === 'close' && poll.closesAt) tell(t('Key_ClosingAlready'));
    else if (action === 'close') act.close(poll, closings(client.state.session.streamDelay)[0]);
    else if (action === 'closeNow') act.close(poll, 0);
    else act[action](poll);
  }

  const focus = (poll, name) => document.querySelector(`#p-${poll.id} [data-do="${name}"]`)?.focus();

  function change(action, poll, patch, inSeconds) {
    if (overlay.has(poll.id)) {
      later.set(poll.id, (confirmed) => change(action, confirmed, patch, inSeconds));
      return;
    }
    request(`polls/${poll.id}/status`, { action, inSeconds, version: poll.version }, [[poll, patch]],
      (done) => t(inSeconds ? 'Done_PollCloseSoon' : `Done_${done.action}`));
  }

  /** Makes a draft of something that is there. */
  async function draft(path, body, text) {
    try {
      await send('POST', `${api}/${path}`, { id: newId(), ...body });
      tell(text);
    } catch (error) {
      refused(error);
    }
  }

  const act = {
    open: (poll) => change('Open', poll, { status: 'Open', ballots: poll.ballots ?? 0 }),
    close: (poll, seconds) => change('Close', poll,
      seconds ? { closesAt: new Date(client.serverNow() + 1000 * seconds).toISOString() } : { status: 'Closed', closesAt: undefined }, seconds),
    publish: (poll) => change('Publish', poll, { status: 'Published' }),
    show: (poll) => request('screen', poll ? { poll: poll.id } : {}, [], undefined, 'PUT'),
    edit: (poll) => editor.open(poll),
    remove: async (poll) => {
      if (await request(`polls/${poll.id}?version=${poll.version}`, undefined, [], undefined, 'DELETE')) part('new-poll').focus();
    },
    copy: (poll) => draft(`polls/${poll.id}/copy`, {}, t('Done_PollCopy')),
    async move(poll, by) {
      const drafts = inOrder(held()).filter(({ status }) => status === 'Draft');
      const from = drafts.findIndex(({ id }) => id === poll.id);
      drafts.splice(from + by, 0, ...drafts.splice(from, 1));
      drafts.forEach(({ id }, place) => moved.set(id, place));
      drawPolls();
      focus(poll, by < 0 ? 'up' : 'down');
      await request('polls/order', { polls: drafts.map(({ id }) => id) }, [], undefined, 'PUT');
      moved.clear();
      drawPolls();
    },
    async decide(poll, { show = [], hide = [] }) {
      const desk = document.querySelector(`#p-${poll.id} .words-desk`);
      const row = document.activeElement?.closest('.word');
      const kept = document.activeElement?.dataset.do?.split('-')[0];
      const next = (row?.nextElementSibling ?? row?.previousElementSibling)?.dataset.id;
      show.forEach((id) => decided.set(id, 'Shown'));
      hide.forEach((id) => decided.set(id, 'Hidden'));
      drawPolls();
      (desk.querySelector(`[data-do="${kept}-${next}"]`) ?? desk).focus();
      // Until the delta tells it, however late: else it would be back under a finger that is on its way to the next one.
      if (await request(`polls/${poll.id}/words`, { show, hide }, [])) await new Promise((resolve) => setTimeout(resolve, TOLD));
      [...show, ...hide].forEach((id) => decided.delete(id));
      drawPolls();
    },
  };

  part('polls').addEventListener('focusin', (event) => {
    const id = event.target.closest('.poll-item')?.id.slice(2);
    if (!id || id === hand) return;
    hand = id;
    drawPolls();
  });

  part('library').addEventListener('submit', (event) => {
    event.preventDefault();
    draft('polls/prepared', { prepared: event.target.elements.prepared.value }, t('Done_PollCreate'));
  });

  return {
    draw: drawPolls,
    step,
    actOnHand,
    /** The poll that the screen can show: the one in hand, or the first that was opened. */
    toShow: () => [inHand(), ...inOrder(held())].find((poll) => poll && poll.status !== 'Draft'),
    /** A countdown is running. */
    counts: () => held().some((poll) => secondsLeft(poll, client.serverNow()) !== null),
  };
}
