import { t } from '../texts.js';
import { LAST, leader, secondsLeft } from './polls.js';

/** What of a session is worth a sentence to somebody who does not see it: compares what is with what was. */
export class News {
  #say;
  #before;
  #warned = new Set();

  /** @param {(sentence: string) => void} say */
  constructor(state, say) {
    this.#say = say;
    this.#before = remember(state);
  }

  /** Ids of the questions that came with the last change, and whether status or stream are others. */
  tell(state, now) {
    const before = this.#before;
    const { session, polls } = state;
    for (const poll of polls.values()) this.#tellPoll(poll, before.polls.get(poll.id), now);
    if (session.status !== before.status && ['Live', 'Paused', 'Ended', 'Cancelled'].includes(session.status)) this.#say(t(`Announce_${session.status}`));
    const { announcement } = session;
    if (announcement && announcement.id !== before.announcement && now < Date.parse(announcement.endsAt)) {
      this.#say(t('Announce_Announcement', announcement.text));
    }
    this.#before = remember(state);
    return {
      fresh: [...state.questions.keys()].filter((id) => !before.questions.has(id)),
      status: session.status !== before.status,
      stream: session.streamUrl !== before.streamUrl,
    };
  }

  /** Says once that an announced close is near. */
  tick(polls, now) {
    for (const poll of polls) {
      const left = poll.status === 'Open' && secondsLeft(poll, now);
      if (!left || left > LAST || this.#warned.has(poll.closesAt)) continue;
      this.#warned.add(poll.closesAt);
      this.#say(t('Announce_PollClosing', left));
    }
  }

  #tellPoll(poll, was, now) {
    const isOpen = poll.status === 'Open';
    if (isOpen && was?.status !== 'Open') this.#say(t('Announce_PollOpen', poll.prompt));
    if (isOpen && poll.closesAt && poll.closesAt !== was?.closesAt) {
      const left = secondsLeft(poll, now);
      if (left > LAST + 2) this.#say(t('Announce_PollClosing', left));
    } else if (!isOpen && poll.counts && was && (was.status === 'Open' || !was.counts)) {
      this.#say(t('Announce_PollResults', leader(poll)));
    } else if (!isOpen && was?.status === 'Open') this.#say(t('Announce_PollClosed', poll.prompt));
  }
}

function remember({ session, polls, questions }) {
  return {
    status: session?.status,
    streamUrl: session?.streamUrl,
    announcement: session?.announcement?.id,
    polls: new Map([...polls.values()].map(({ id, status, closesAt, counts }) => [id, { status, closesAt, counts }])),
    questions: new Set(questions.keys()),
  };
}
