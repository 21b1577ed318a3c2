import { importing } from '../importing.js';

/** Statuses of a session in which its stream is shown. */
export const PLAYS = ['Live', 'Paused', 'Ended'];

/** What the player shows, as a word that changes only when it has to be drawn again. @param {object} session SessionView */
export const playerKey = (session, stream) =>
  (PLAYS.includes(session.status) && (stream.frame ?? stream.playlist)) || `${session.status} ${session.plannedStart}`;

/** Plays a playlist where the browser cannot by itself. @param {HTMLElement} container of the video @param {(address: string) => void} onFailed */
export async function playPlaylist(container, onFailed) {
  const video = container.querySelector('video');
  if (!video) return;
  const address = video.getAttribute('src');
  const fail = () => video.isConnected && onFailed(address);
  if (video.canPlayType('application/vnd.apple.mpegurl')) {
    if (video.error) fail();
    video.addEventListener('error', fail);
    return;
  }
  try {
    const { play } = await importing('/js/room/playlist.js', '/lib/hls.js');
    play(video, address, fail);
  } catch {
    fail();
  }
}
