/**
 * What each command of `KEYS` does, by its name.
 * @param {object} console
 * @param {object} console.queue the list of questions: step, show, nextOrder, search, chooseAll, chooseNone
 * @param {object} console.question the selected one, or those that are chosen: act, choose, merge
 * @param {object} console.stage screen, announcement, stream and the session: show, answered, takeOff, announce, endAnnouncement, stream, toggle, end
 * @param {object} console.polls those of the session: step, act, create, library
 * @param {() => void} console.undo
 * @param {() => void} console.keys shows the list of keys
 * @returns {Record<string, () => void>}
 */
export const commandsOf = ({ queue, question, stage, polls, undo, keys }) => ({
  next: () => queue.step(1),
  previous: () => queue.step(-1),
  chooseNext: () => queue.step(1, true),
  choosePrevious: () => queue.step(-1, true),
  chooseAll: () => queue.chooseAll(),
  chooseNone: () => queue.chooseNone(),
  search: () => queue.search(),
  pending: () => queue.show('pending'),
  published: () => queue.show('published'),
  answeredList: () => queue.show('answered'),
  rejected: () => queue.show('rejected'),
  order: () => queue.nextOrder(),

  publish: () => question.act('publish'),
  reject: () => question.act('reject'),
  answering: () => question.act('answering'),
  answered: () => question.act('answered'),
  pin: () => question.act('pin'),
  screen: () => question.act('screen'),
  merge: () => question.merge(),
  choose: () => question.choose(),

  showQuestion: () => stage.show('question'),
  showPoll: () => stage.show('poll'),
  showInvitation: () => stage.show('invitation'),
  showStandBy: () => stage.show('standBy'),
  airAnswered: () => stage.answered(),
  airOff: () => stage.takeOff(),

  previousPoll: () => polls.step(-1),
  nextPoll: () => polls.step(1),
  openPoll: () => polls.act('open'),
  closePoll: () => polls.act('close'),
  closePollNow: () => polls.act('closeNow'),
  publishPoll: () => polls.act('publish'),
  newPoll: () => polls.create(),
  library: () => polls.library(),

  session: () => stage.toggle(),
  endSession: () => stage.end(),
  announce: () => stage.announce(),
  endAnnouncement: () => stage.endAnnouncement(),
  stream: () => stage.stream(),
  undo,
  keys,
});
