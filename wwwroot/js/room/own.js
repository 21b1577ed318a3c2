/**
 * What is the reader's own: as the server last said, under what still waits in the outbox, so that a press shows at once
 * and a refusal takes it back.
 */
export class Own {
  #mine;
  #registered;
  #outbox;
  #prefix;

  /** @param {object|null} mine Mine; null for who is not registered, and while the server cannot tell @param {object} outbox @param {{slug: string, attendee?: string}} page */
  constructor(mine, outbox, { slug, attendee }) {
    this.#registered = Boolean(attendee);
    this.#mine = mine;
    this.#outbox = outbox;
    this.#prefix = `/api/sessions/${encodeURIComponent(slug)}/`;
  }

  get registered() {
    return this.#registered;
  }

  /** Tallies that one sees for having answered. */
  get tallies() {
    return this.#mine?.tallies ?? [];
  }

  get attendance() {
    return this.#mine?.attendance;
  }

  /** One's questions that the server has, newest first. */
  get questions() {
    return this.#mine?.questions ?? [];
  }

  /** Entries of the outbox that ask a question in this session: `waiting` or `refused`, oldest first. */
  entries(where) {
    return this.#here(where).filter((entry) => entry.key.startsWith('question:'));
  }

  /** How much of this session waits to be sent. */
  get waiting() {
    return this.#here('waiting').length;
  }

  asked(id) {
    return this.questions.some((question) => question.id === id);
  }

  upvoted(id) {
    return this.#waitingBody(`upvote:${id}`)?.on ?? this.#supports(id);
  }

  /** The number to show: the server's, with what the reader pressed since. @param {object} question QuestionView */
  upvotes(question) {
    return question.upvotes + Number(this.upvoted(question.id)) - Number(this.#supports(question.id));
  }

  /** One's ballot `{choices, texts}`; undefined when there is none. */
  ballot(poll) {
    const ballot = this.#waitingBody(`ballot:${poll}`) ?? this.#mine?.ballots.find((held) => held.poll === poll);
    return ballot && { choices: ballot.choices, texts: ballot.texts ?? [] };
  }

  /** One's ballot has not been answered yet. */
  ballotWaits(poll) {
    return this.#waitingBody(`ballot:${poll}`) !== undefined;
  }

  /** Takes what the server says now. */
  replace(mine) {
    this.#mine = mine;
  }

  /** Takes the answer to an entry that was sent. */
  accepted(entry, answer) {
    if (!entry.url.startsWith(this.#prefix)) return;
    // While the server cannot tell, what it has just taken is known all the same.
    const mine = (this.#mine ??= { questions: [], upvotes: [], ballots: [] });
    if (entry.key.startsWith('question:')) {
      mine.questions = [answer, ...mine.questions.filter((question) => question.id !== answer.id)];
    } else if (entry.key.startsWith('upvote:')) {
      mine.upvotes = [...mine.upvotes.filter((id) => id !== answer.question), ...(answer.on ? [answer.question] : [])];
    } else {
      mine.ballots = [...mine.ballots.filter((ballot) => ballot.poll !== answer.poll), answer];
    }
  }

  #supports(id) {
    return this.#mine?.upvotes.includes(id) ?? false;
  }

  #here(where) {
    return this.#outbox[where].filter((entry) => entry.url.startsWith(this.#prefix));
  }

  #waitingBody(key) {
    return this.#here('waiting').find((entry) => entry.key === key)?.body;
  }
}
