import Hls from '../../lib/hls.js';

/** Plays a playlist through the library, until the video leaves the page. @param {() => void} onFailed for good */
export function play(video, address, onFailed) {
  if (!Hls.isSupported()) {
    onFailed();
    return;
  }
  // A worker would need code from a blob, which the page's policy refuses.
  const hls = new Hls({ enableWorker: false });
  let recovered = false;
  hls.on(Hls.Events.ERROR, (_, { fatal, type }) => {
    if (!video.isConnected) hls.destroy();
    else if (fatal && type === Hls.ErrorTypes.MEDIA_ERROR && !recovered) {
      recovered = true;
      hls.recoverMediaError();
    } else if (fatal) {
      hls.destroy();
      onFailed();
    }
  });
  video.removeAttribute('src');
  hls.loadSource(address);
  hls.attachMedia(video);
}
