"""What a page says in the app's own voice: to whom it promises its boxes, and how plainly."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.house.words import unwelcome

# The American school grade that can read it: of a page, and of a passage within it.
HARDEST, HARDEST_PASSAGE = 8.0, 10.0
# A name of something is no sentence, and of few words nothing can be told.
SENTENCE, PASSAGE, PAGE = 4, 12, 30
READERS = re.compile(r"can read|only you", re.IGNORECASE)

# Text by the block it stands in. What people wrote themselves is theirs.
SAID = """() => {
  for (const fold of document.querySelectorAll('details')) fold.open = true;
  const own = '.words, .word, div.prose, .rows strong, .disc, .code, textarea, script, noscript';
  const blocks = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    let node = texts.currentNode.parentElement;
    if (node.closest(own) || !node.getClientRects().length) continue;
    while (getComputedStyle(node).display.startsWith('inline')) node = node.parentElement;
    blocks.set(node, (blocks.get(node) ?? '') + texts.currentNode.data);
  }
  return [...blocks.values()].map(text => text.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""
READ_OUT = """() => ['aria-label', 'title', 'placeholder', 'alt'].flatMap(name =>
  [...document.querySelectorAll(`[${name}]`)].map(node => node.getAttribute(name)))"""
# Boxes for words, with all that a screen reader says of each.
BOXES = """() => {
  const others = ['email', 'password', 'search', 'number', 'date', 'datetime-local', 'hidden',
    'checkbox', 'radio', 'submit', 'file'];
  const said = ids => (ids ?? '').split(' ').map(id => document.getElementById(id)?.textContent);
  return [...document.querySelectorAll('textarea, input')]
    .filter(box => !others.includes(box.type))
    .map(box => [box.name || box.id, [
      box.getAttribute('aria-label'),
      ...[...box.labels].map(label => label.textContent),
      ...said(box.getAttribute('aria-labelledby')), ...said(box.getAttribute('aria-describedby')),
      box.closest('fieldset')?.querySelector('legend')?.textContent,
      ...said(box.closest('fieldset')?.getAttribute('aria-describedby')),
    ].join(' ')]);
}"""


def unwelcome_on(page: Page) -> list[str]:
    """Words that the app does not say; those of people are left to them."""
    said = page.evaluate(SAID) + page.evaluate(READ_OUT)
    return [f"says '{word}': {text}" for text in said for _, word in unwelcome(text)]


def boxes_without_readers(page: Page) -> list[str]:
    """Those that do not say to everybody, also by ear, who can read what is typed into them."""
    return [
        f"nobody knows who reads '{name}': {' '.join(said.split())}"
        for name, said in page.evaluate(BOXES)
        if not READERS.search(said)
    ]


def hard_to_read(page: Page) -> list[str]:
    said = [text for text in page.evaluate(SAID) if len(text.split()) >= SENTENCE]
    passages = [([text], HARDEST_PASSAGE) for text in said if len(text.split()) >= PASSAGE]
    if sum(len(text.split()) for text in said) >= PAGE:
        passages.append((said, HARDEST))
    return [
        f"grade {grade_of(texts):.1f}: {' | '.join(texts)}"
        for texts, hardest in passages
        if grade_of(texts) > hardest
    ]


def grade_of(blocks: list[str]) -> float:
    """The Flesch-Kincaid grade (Kincaid and others 1975) of sentences, none of which runs over
    the end of its block.
    """
    sentences = [one for block in blocks for one in re.split(r"[.?!:…]\s|\s·\s|\n", block)]
    spoken = [words for one in sentences if (words := re.findall(r"[^\W\d_]+[’']?\w*", one))]
    words = [word for sentence in spoken for word in sentence]
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / len(spoken) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    """As they are heard in English, nearly: runs of vowels, without an e that is silent."""
    heard = re.sub(r"(?<=[^aeiouyl])(?:e|es|ed)$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", heard)))
