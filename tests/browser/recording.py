"""Somebody who records or draws, and what came of it as the page has it."""

from __future__ import annotations

from tests.browser.kept import wait_until
from tests.browser.person import Person

# What the page holds, as the phone sees it.
DIGEST = """async () => {
  const [file] = document.querySelector('[type=file]').files;
  if (!file) return '';
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), one => one.toString(16).padStart(2, '0')).join('');
}"""
LENGTH = "() => document.querySelector('audio').duration"
# Plays from the middle: what the player asks the server for is a part of the file.
SEEKS = """() => new Promise(done => {
  const player = document.querySelector('audio');
  player.addEventListener('seeked', () => done(player.currentTime), {once: true});
  player.currentTime = player.duration / 2;
})"""
# The colours that were drawn, besides the ground.
DRAWN = """async source => {
  const picture = new Image();
  picture.src = source;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
  const pen = canvas.getContext('2d');
  pen.drawImage(picture, 0, 0);
  const {data} = pen.getImageData(0, 0, canvas.width, canvas.height);
  const colours = {};
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.slice(at, at + 3).join();
    colours[colour] = (colours[colour] ?? 0) + 1;
  }
  return Object.values(colours).filter(count => count > 1500).length - 1;
}"""
CLOSED = """() => {
  navigator.mediaDevices.getUserMedia = async () => {
    throw new DOMException('', 'NotAllowedError');
  };
}"""


def records(person: Person, milliseconds: int = 1200) -> str:
    """Says something; its digest."""
    person.taps("Record").reads("It is recording.")
    person.page.wait_for_timeout(milliseconds)
    person.taps("Done").reads("Recorded")
    return person.page.evaluate(DIGEST)


def draws(person: Person, height: float = 0.5) -> str:
    """A line across the page; the digest of the drawing."""
    person.page.wait_for_function("() => !document.getAnimations().length")  # one page to the next
    before = person.page.evaluate(DIGEST)
    box = person.page.locator("canvas").bounding_box()
    assert box
    mouse = person.page.mouse
    mouse.move(box["x"] + 30, box["y"] + box["height"] * height)
    mouse.down()
    mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * height, steps=8)
    mouse.up()
    wait_until(lambda: person.page.evaluate(DIGEST) != before)
    return person.page.evaluate(DIGEST)
