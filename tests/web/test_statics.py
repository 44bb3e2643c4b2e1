"""Styles, scripts and pictures: asked for once, small, and never an old one under a new page."""

from __future__ import annotations

import gzip
import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli
import pytest

from webapp.web import statics

SOURCE = Path(__file__).parents[2] / "static"


@pytest.fixture
def source(tmp_path):
    """A copy of the static files, to change."""
    return Path(shutil.copytree(SOURCE, tmp_path / "source"))


def fetch(phone, place, **headers):
    """A file, read and closed. It may be packed, so nobody looks at its words."""
    return phone.client.get(place, base_url="https://localhost", headers=headers, buffered=True)


def address_of(phone, name):
    return re.search(rf'"(/static/[^"]*{name})"', phone.get("/login").text)[1]


def test_every_page_names_all_files_below_one_digest(phone_of):
    found = set(re.findall(r'"/static/([0-9a-f]+)/', phone_of().get("/login").text))
    assert len(found) == 1
    assert all(len(digest) == 12 for digest in found)


@pytest.mark.parametrize("path", ["/login", "/care", "/not-here"])
def test_a_phone_hears_of_the_stylesheet_before_it_has_looked_at_the_page(path, phone_of):
    phone = phone_of()
    hint = phone.get(path).headers["Link"]
    assert hint == f"<{address_of(phone, 'css/app.css')}>; rel=preload; as=style"


@pytest.mark.parametrize("name", ["css/app.css", "js/app.js", "icons/icon.svg"])
def test_a_browser_asks_for_a_file_once_in_its_life(name, phone_of):
    phone = phone_of()
    answer = fetch(phone, address_of(phone, name))
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert "max-age=315360000" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("accepted", "packing", "unpack"),
    [("gzip", "gzip", gzip.decompress), ("gzip, br", "br", brotli.decompress)],
)
def test_a_file_comes_as_small_as_the_browser_takes_it(accepted, packing, unpack, phone_of):
    phone = phone_of()
    place = address_of(phone, "css/app.css")
    plain = fetch(phone, place, **{"Accept-Encoding": "identity"})
    small = fetch(phone, place, **{"Accept-Encoding": accepted})
    assert small.headers["Content-Encoding"] == packing
    assert "Accept-Encoding" in small.headers["Vary"]
    assert unpack(small.data) == plain.data
    assert len(small.data) < len(plain.data) / 2


def test_files_are_packed_when_they_are_built_and_not_when_they_are_asked_for(app):
    built = Path(app.static_folder)
    for name in ("css/app.css", "js/app.js"):
        assert (built / f"{name}.br").is_file()
        assert (built / f"{name}.gz").is_file()


def test_what_is_not_there_or_lies_elsewhere_is_not_given(phone_of):
    phone = phone_of()
    folder = address_of(phone, "css/app.css").removesuffix("css/app.css")
    for name in ("nothing.css", "../../../config.py", "..%2f..%2f..%2fconfig.py", "css"):
        assert phone.get(folder + name).status_code in (404, 302, 308), name
    assert phone.get("/static/0123456789ab/css/app.css").status_code == 404


def test_the_stylesheet_is_all_of_its_parts_in_order_without_remarks(source, tmp_path):
    built = statics.build(source, tmp_path / "built")
    sheet = (built / "css/app.css").read_text("utf-8")
    assert "/*" not in sheet
    assert [path.name for path in (built / "css").glob("*.css")] == ["app.css"]
    parts = [statics.COMMENT.sub("", part.read_text("utf-8")) for part in _parts_of(source)]
    assert [part for part in parts if part not in sheet] == []
    places = [sheet.index(part) for part in parts]
    assert places == sorted(places)


def _parts_of(source):
    first, components, last = ("[1-4]*.css", "components/*.css", "9*.css")
    found = [sorted((source / "css").glob(some)) for some in (first, components, last)]
    return [source / "css" / "00-layers.css", *found[0], *found[1], *found[2]]


@pytest.mark.parametrize("name", [statics.SCRIPT, statics.WORKER])
def test_the_script_is_all_its_modules_each_once(name, source, tmp_path, monkeypatch):
    """Looked at before its names are shortened."""
    monkeypatch.setattr(statics, "_minified", str)
    script = (statics.build(source, tmp_path / "built") / name).read_text("utf-8")
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    modules = (source / name).parent.rglob("*.js")
    own = [one for one in modules if str(one.relative_to(source)) not in statics.SCRIPTS]
    for module in own:
        exported = r"^export (?:async )?(?:function|const|class) (\w+)"
        for word in re.findall(exported, module.read_text("utf-8"), re.M):
            defined = rf"^(?:async )?(?:function|const|class) {word}\b"
            assert len(re.findall(defined, script, re.MULTILINE)) == 1, word


@pytest.mark.parametrize("name", statics.SCRIPTS)
def test_no_two_modules_of_a_script_use_one_name(name, source, tmp_path, monkeypatch):
    """Joined they share one room, and the second would silently take the place of the first."""
    monkeypatch.setattr(statics, "_minified", str)
    script = (statics.build(source, tmp_path / "built") / name).read_text("utf-8")
    named = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", script, re.MULTILINE)
    assert [word for word in set(named) if named.count(word) > 1] == []


def test_the_script_is_served_without_comments_and_with_short_names(source, tmp_path):
    served = (statics.build(source, tmp_path / "built") / statics.SCRIPT).read_text("utf-8")
    assert "// " not in served
    assert "submitPlainly" not in served


def test_every_word_of_a_script_survives_a_machine_that_speaks_ascii(source, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("LC_ALL", "C")
    (source / statics.SCRIPT).write_text("document.title = '“Später” — 🌒';\n", "utf-8")
    served = (statics.build(source, tmp_path / "built") / statics.SCRIPT).read_text("utf-8")
    assert "“Später” — 🌒" in served


@pytest.mark.parametrize("name", ["css/10-tokens.css", "js/behaviours/saving.js", "icons/icon.svg"])
def test_a_changed_file_has_another_address(name, source, tmp_path):
    before = statics.build(source, tmp_path / "built")
    changed = source / name
    changed.write_text(changed.read_text("utf-8") + "\n", "utf-8")
    after = statics.build(source, tmp_path / "built")
    assert after != before
    assert before.is_dir(), "a page that was open still finds its files"


def test_a_renamed_file_has_another_address(source, tmp_path):
    before = statics.build(source, tmp_path / "built")
    (source / "icons/icon.svg").rename(source / "icons/other.svg")
    assert statics.build(source, tmp_path / "built") != before


def test_what_is_built_is_not_built_again(source, tmp_path):
    built = statics.build(source, tmp_path / "built")
    (built / "mark").touch()
    assert statics.build(source, tmp_path / "built") == built
    assert (built / "mark").exists()


def test_workers_that_start_at_once_build_one_whole_folder(source, tmp_path):
    built = tmp_path / "built"
    with ProcessPoolExecutor(4) as workers:
        found = set(workers.map(statics.build, [source] * 4, [built] * 4))
    assert [path.name for path in built.iterdir()] == [path.name for path in found]
    [folder] = found
    assert (folder / "css/app.css.br").is_file()
    assert (folder / "js/app.js.gz").is_file()
