/**
 * A session's database and its reader in small: what changes raises the revision, a delta is what changed above one,
 * a snapshot the delta since 0. Questions leave and come back, as they do when a moderator thinks twice.
 */
export class Source {
  epoch = 'epoch-1';
  revision = 0;
  #questions = new Map();
  #removed = new Map();
  #polls = new Map();
  #session = null;
  #random;
  #ids = 0;
  #copies = [];

  constructor(random) {
    this.#random = random;
    this.change();
  }

  /** One random write. */
  change() {
    const revision = ++this.revision;
    const held = [...this.#questions.values()];
    const some = held[Math.floor(this.#random() * held.length)];
    const dice = this.#random();
    if (!this.#session || dice < 0.1) {
      this.#session = { id: 's', title: `Día ${revision}`, status: 'Live', revision };
    } else if (!some || dice < 0.35) {
      this.#show({ id: `q${++this.#ids}`, text: '¿Y?', pinned: false, upvotes: 0, askedAt: '2024-05-28T15:00:00Z', status: 'Published' });
    } else if (dice < 0.65) {
      this.#show({ ...some, upvotes: some.upvotes + 1 });
    } else if (dice < 0.75) {
      this.#questions.delete(some.id);
      this.#removed.set(some.id, { question: some, revision });
    } else if (dice < 0.85 && this.#removed.size > 0) {
      this.#show([...this.#removed.values()].at(-1).question);
    } else {
      const id = `p${Math.floor(this.#random() * 3)}`;
      this.#polls.set(id, { id, prompt: `¿${revision}?`, status: 'Open', choices: [{ id: 'c', text: 'Sí' }], ballots: revision, revision });
    }
  }

  #show(question) {
    this.#questions.set(question.id, { ...question, revision: this.revision });
    this.#removed.delete(question.id);
  }

  /** Keeps a copy to restore. */
  copy() {
    this.#copies.push([this.revision, new Map(this.#questions), new Map(this.#removed), new Map(this.#polls), this.#session]);
  }

  /** Goes back to the first copy; a careful operator gives the restored database another epoch. */
  restore(epoch = this.epoch) {
    [this.revision, this.#questions, this.#removed, this.#polls, this.#session] = this.#copies[0];
    this.#copies = [];
    this.epoch = epoch;
  }

  get hasCopy() {
    return this.#copies.length > 0;
  }

  delta(since, epoch = this.epoch) {
    const from = since > this.revision || epoch !== this.epoch ? 0 : since;
    const above = (items) => [...items.values()].filter((item) => item.revision > from);
    const removed = from === 0 ? [] : [...this.#removed].filter(([, { revision }]) => revision > from).map(([id]) => id);
    const some = (items) => (items.length > 0 ? items : undefined);
    return structuredClone({
      slug: 'dia-1', epoch: this.epoch, from, to: this.revision, at: '2024-05-28T15:00:00Z',
      session: this.#session.revision > from ? this.#session : undefined,
      questions: some(above(this.#questions)), removedQuestions: some(removed), polls: some(above(this.#polls)),
    });
  }

  beacon(sent = this.revision) {
    return { slug: 'dia-1', epoch: this.epoch, revision: this.revision, sent, watching: 1, at: '2024-05-28T15:00:00Z' };
  }
}
