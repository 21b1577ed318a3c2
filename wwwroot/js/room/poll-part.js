import { ballot } from '../live/outbox.js';
import { haveKinds } from '../polls/kinds.js';
import { Ballots } from './ballots.js';
import { noPoll, pollLink } from './now.js';
import { draw, part } from './place.js';
import { accepts, currentPoll, earlierPolls, pollCard, secondsLeft, withTally } from './polls.js';

/** The poll that comes first, the way to it while it is open, and those before it. */
export class PollPart {
  #page;
  #client;
  #own;
  #outbox;
  #place;
  #ballots;

  /** @param {object} page the page's data @param {import('./place.js').Place} place of the first poll */
  constructor(page, client, own, outbox, place) {
    this.#page = page;
    this.#client = client;
    this.#own = own;
    this.#outbox = outbox;
    this.#place = place;
    this.#ballots = new Ballots(own, page.changing);
    part('poll-link').addEventListener('click', (event) => {
      event.preventDefault();
      place.open();
    });
  }

  /** @param {boolean} over the session takes no more ballots */
  show(over) {
    const again = () => this.show(over);
    const polls = this.#polls();
    const poll = currentPoll(polls, this.#client.state.session.onAir?.poll);
    const now = this.#client.serverNow();
    this.#showLink(poll, now, over);
    // What the server drew, or what stood there, stays until the kind's module has come.
    if (!poll || haveKinds([poll], again)) {
      if (poll && !part('poll').drawn) this.#ballots.adopt(poll, part('poll'));
      this.#place.change(() => draw('poll', poll ? pollCard(poll, {
        now, address: `/s/${this.#page.slug}`, over, registered: this.#own.registered, confirmed: this.#page.confirmed, ...this.#ballots.view(poll),
      }, this.#handlers(poll, again)) : noPoll(over)));
    }
    if (haveKinds(polls.filter((other) => other !== poll && other.counts), again)) draw('earlier', earlierPolls(polls, poll, (id) => this.#own.ballot(id)));
  }

  sent(id) {
    this.#ballots.sent(id);
  }

  refused(id, body, reason) {
    this.#ballots.refused(id, body, reason);
  }

  #polls() {
    const { polls, tallies } = this.#client.state;
    return [...polls.values()].map((poll) => withTally(poll, this.#own.ballot(poll.id) && tallies.get(poll.id)));
  }

  #showLink(poll, now, over) {
    const link = part('poll-link');
    const isOpen = Boolean(poll) && accepts(poll, now, over);
    link.hidden = !isOpen;
    if (!isOpen) return;
    link.classList.toggle('button-primary', this.#own.registered && !this.#own.ballot(poll.id));
    draw('poll-link', pollLink(secondsLeft(poll, now)));
  }

  #handlers(poll, again) {
    const focusField = () => (part('poll').querySelector('input:checked, input, textarea') ?? part('poll')).focus();
    const change = (changing) => (event) => {
      event.preventDefault();
      this.#ballots.change(poll, changing);
      again();
      focusField();
    };
    return {
      onAnswer: (answer) => {
        this.#ballots.answer(poll, answer);
        again();
      },
      onChange: change(true),
      onKeep: change(false),
      onSend: (event) => {
        event.preventDefault();
        const answer = this.#ballots.toSend(poll);
        if (answer) {
          this.#outbox.put(ballot(this.#page.slug, poll.id, answer.choices, answer.texts));
          part('poll').focus();
        } else {
          again();
          focusField();
        }
      },
    };
  }
}
