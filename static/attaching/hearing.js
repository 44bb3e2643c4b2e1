// A browser's own recording does not say how long it is: the player finds out by looking for its end.
for (const player of document.querySelectorAll('audio[controls]')) {
  const findEnd = () => {
    if (player.duration !== Infinity) return;
    player.addEventListener('durationchange', () => { player.currentTime = 0; }, {once: true});
    player.currentTime = Number.MAX_SAFE_INTEGER;
  };
  if (player.readyState) findEnd();
  else player.addEventListener('loadedmetadata', findEnd, {once: true});
}
