"""Recipes of CONTRIBUTING.md, walked through on a copy of the tree: without the change, half done, and done."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from local.paths import ROOT
from testing.foreign_listings import FOREIGN_LISTINGS
from tests.contract.choice_tables import choice_tables
from tests.contract.guide import recipe
from vidx.options import CAPTION_STYLES, LANGUAGES, VOICES

CATEGORIES: Final = "layers/common/python/vidx/categories.py"
SETTINGS: Final = "layers/common/python/vidx/settings.py"
DEPLOYMENT: Final = "infra/settings.py"
ENVIRONMENT: Final = "infra/api.py"
OPERATIONS: Final = "docs/operations.md"
ROUTES: Final = "functions/api/routes/about.py"
REFERENCE: Final = "docs/api.md"
OPTIONS: Final = "layers/common/python/vidx/options.py"
VOICES_MODULE: Final = "layers/common/python/vidx/adapters/voices.py"
LOCAL_VOICES: Final = "local/openai_standin/espeak.py"
PAGE_WORDS: Final = "web/js/components/formatting.js"
CAPTIONS: Final = "functions/captions/ass.py"
CAPTION_METRICS: Final = "functions/captions/theme.py"
CAPTION_SHEET: Final = "benchmarks/gallery/captions.py"
PREVIEW_LAYOUT: Final = "web/js/components/preview-layout.js"
PREVIEW_CSS: Final = "web/css/preview.css"
FLAGS: Final = "cli/flags.py"


@dataclass(frozen=True)
class Tree:
    """The repository with some folders copied, so that they can be changed, and everything else linked."""

    root: Path

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1, f"{path}: {old!r}"
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def run(self, program: str) -> "subprocess.CompletedProcess[str]":
        """Run a Python program on this tree."""
        path = os.pathsep.join([str(self.root), str(self.root / "layers/common/python")])
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-c", program]
        return subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def tree(tmp_path: Path) -> Callable[..., Tree]:
    def copy(*changed: str) -> Tree:
        """A tree in which the files in `changed` and their folders are copies."""
        _link(ROOT, tmp_path, [Path(path) for path in changed])
        return Tree(tmp_path)

    return copy


def _link(source: Path, target: Path, changed: list[Path]) -> None:
    first = {path.parts[0] for path in changed}
    for entry in source.iterdir():
        if entry.name not in first:
            if entry.name not in {".git", "__pycache__"}:
                (target / entry.name).symlink_to(entry)
        elif entry.is_file():
            shutil.copyfile(entry, target / entry.name)
        else:
            (target / entry.name).mkdir()
            inner = [path.relative_to(entry.name) for path in changed if path.parts[0] == entry.name]
            _link(entry, target / entry.name, inner)


def test_a_category_is_added_in_one_file(tree: Callable[..., Tree]) -> None:
    assert {CATEGORIES, REFERENCE} <= recipe("Add a category").paths
    copied = tree(CATEGORIES)
    copied.replace(CATEGORIES, "Category = Literal[\n", 'Category = Literal[\n    "no_such",\n')

    named_only = copied.run("import vidx.options")

    assert named_only.stderr.endswith('category "no_such" has no entry in CATEGORY_TABLE\n')

    words = {code: f'Words("Garden {code}", hooks=("Grow ({code}): {{title}}.",) * 8)' for code in LANGUAGES}
    _add_words(copied, {**words, "fr": 'Words("Jardin")'})
    without_a_hook = copied.run("import vidx.options")
    assert without_a_hook.stderr.endswith('category "no_such", French ("fr"): no hooks\n')

    copied.replace(CATEGORIES, '"fr": Words("Jardin")', f'"fr": {words["fr"]}')
    assert copied.run(USES_THE_CATEGORY).stdout.split("|") == [
        "True",
        *(f"Garden {code}" for code in LANGUAGES),
        "True",
        "\n",
    ]


def _add_words(tree: Tree, words: dict[str, str]) -> None:
    entry = ", ".join(f'"{code}": {text}' for code, text in words.items())
    tree.replace(
        CATEGORIES,
        '    "other": CategoryEntry(',
        f'    "no_such": CategoryEntry({{{entry}}}),\n    "other": CategoryEntry(',
    )


USES_THE_CATEGORY: Final = """
from decimal import Decimal
from functions.api.options import api_options
from functions.script import template_writer
from functions.script.pacing import Budget
from vidx.adapters.clock import SystemClock
from vidx.categories import words_of
from vidx.jobs.request import Listing
from vidx.options import LANGUAGES
from vidx.settings import settings

print("no_such" in api_options(settings(), SystemClock().now().date()).categories, end="|")
print(*(words_of("no_such", code).name for code in LANGUAGES), sep="|", end="|")
texts = {
    code: [
        template_writer.write(
            Listing(title=f"Rake {n}", description="A rake.", price=Decimal(5), category="no_such", language=code),
            Budget(15, "nova", code),
        ).hook.text
        for n in range(12)
    ]
    for code in LANGUAGES
}
print(all(any(f"Grow ({code})" in hook for hook in hooks) for code, hooks in texts.items()), end="|\\n")
"""


def test_a_voice_is_added_in_four_files(tree: Callable[..., Tree]) -> None:
    steps = [OPTIONS, VOICES_MODULE, LOCAL_VOICES, PAGE_WORDS]
    assert set(steps) <= recipe("Add a voice").paths
    copied = tree(*steps)
    copied.replace(OPTIONS, "Voice = Literal[\n", 'Voice = Literal[\n    "no_such",\n')

    lacking = [(table.path, table.name) for table in choice_tables(copied.root, VOICES) if table.missing(["no_such"])]

    assert sorted(lacking) == sorted(
        [(VOICES_MODULE, "PROVIDER_VOICES"), (LOCAL_VOICES, "VOICES"), (PAGE_WORDS, "DESCRIPTIONS")]
    )

    copied.replace(
        VOICES_MODULE,
        '    "verse": ProviderVoices(',
        '    "no_such": ProviderVoices("coral", "Kendra", low=False),\n    "verse": ProviderVoices(',
    )
    copied.replace(
        LOCAL_VOICES, '    "verse": Voice(', '    "no_such": Voice("en-us+f1", 60, 170),\n    "verse": Voice('
    )
    copied.replace(PAGE_WORDS, 'verse: "', 'no_such: "Light, open", verse: "')
    tables = choice_tables(copied.root, (*VOICES, "no_such"))
    assert [table for table in tables if table.missing([*VOICES, "no_such"])] == []
    assert copied.run(USES_THE_VOICE).stdout == "True no_such coral en-us+f1\n"


USES_THE_VOICE: Final = """
from functions.api.options import api_options
from local.openai_standin.espeak import voice_for
from vidx.adapters.clock import SystemClock
from vidx.adapters.voices import PROVIDER_VOICES
from vidx.jobs.request import VideoChoices
from vidx.settings import settings

voices = api_options(settings(), SystemClock().now().date()).voices
chosen = VideoChoices(voice="no_such").voice
print("no_such" in voices, chosen, PROVIDER_VOICES[chosen].realtime, voice_for(chosen, "en").name)
"""


def test_a_setting_is_added_in_four_files(tree: Callable[..., Tree]) -> None:
    steps = [SETTINGS, DEPLOYMENT, ENVIRONMENT, OPERATIONS]
    assert set(steps) <= recipe("Add a setting").paths
    copied = tree(*steps)
    field = '    show_costs: bool = False\n    greeting: str = ""\n'
    copied.replace(SETTINGS, "    show_costs: bool = False\n", field)
    copied.replace(DEPLOYMENT, "    show_costs: bool = False\n", field)

    reached, described, _ = copied.run(GREETING).stdout.splitlines()

    assert 'setting "greeting" reaches no function' in reached
    assert described == 'setting "greeting" is not in docs/operations.md: add `greeting` to its table'

    contact = '            "LISTING_CONTACT"'
    copied.replace(ENVIRONMENT, contact, f'            "GREETING": deployment.greeting,\n{contact}')
    copied.replace(OPERATIONS, "| `showCosts` |", "| `greeting` | a text that pages show |\n| `showCosts` |")
    assert copied.run(GREETING).stdout == "hello\n"


GREETING: Final = """
from pathlib import Path

from infra.settings import Deployment
from tests.contract.synthesis import functions
from tests.contract.test_settings import manual, undescribed, unreached
from vidx.settings import Settings, load_settings

by_name = functions(("packaging", "zip"), ("greeting", "hello"))
environments = [function["Environment"]["Variables"] for function in by_name.values()]
(api,) = [function["Environment"]["Variables"] for name, function in by_name.items() if name.startswith("Api")]
for problem in [
    *unreached(Settings.model_fields, environments),
    *undescribed(Deployment.model_fields, manual(Path.cwd())),
]:
    print(problem)
print(load_settings({"GREETING": api.get("GREETING", "")}).greeting)
"""


def test_a_route_is_added(tree: Callable[..., Tree]) -> None:
    assert {Path(ROUTES).parent.as_posix(), REFERENCE} <= recipe("Add an API route").paths
    copied = tree(ROUTES, REFERENCE)
    copied.replace(ROUTES, '@router.get("/api/docs"', f'{HELLO}\n\n@router.get("/api/docs"')

    answered = copied.run(CALL_HELLO)

    assert answered.stdout == f"{HEALTHY}\nthe reference is not current\n", answered.stderr

    copied.run("import runpy; runpy.run_module('functions.api.reference', run_name='__main__')")
    assert "GET /api/hello" in (copied.root / REFERENCE).read_text("utf-8")
    assert copied.run(CALL_HELLO).stdout == f"{HEALTHY}\n"


HEALTHY: Final = '200 {"status":"ok","architecture":"arm64","coldStart":false}'
HELLO: Final = """
@router.get("/api/hello", tags=["about"], summary="Say hello", security=OPEN, description="A greeting.")
def hello() -> Health:
    return Health(architecture="arm64", cold_start=False)
"""
CALL_HELLO: Final = """
import sys
from pathlib import Path
from functions.api.reference import text
from tests.unit.api.conftest import Api

reply = Api().call("GET", "/api/hello", user=None)
print(reply.status, reply.text)
if Path("docs/api.md").read_text("utf-8") != text():
    print("the reference is not current")
"""


def test_a_caption_style_is_added(tree: Callable[..., Tree]) -> None:
    steps = [OPTIONS, CAPTIONS, CAPTION_METRICS, PREVIEW_LAYOUT, PAGE_WORDS, FLAGS, CAPTION_SHEET]
    assert {*steps, PREVIEW_CSS, REFERENCE} <= recipe("Add a caption style").paths
    copied = tree(*steps)
    copied.replace(OPTIONS, 'CaptionStyle = Literal["', 'CaptionStyle = Literal["no_such", "')

    lacking = {
        (table.path, table.name) for table in choice_tables(copied.root, CAPTION_STYLES) if table.missing(["no_such"])
    }

    assert lacking == {
        (CAPTIONS, "_EVENTS"), (CAPTION_METRICS, "STYLE_METRICS"), (PREVIEW_LAYOUT, "CAPTIONS"),
        (PAGE_WORDS, "DESCRIPTIONS"), (FLAGS, "metavar"), (CAPTION_SHEET, "_BRANDS"),
    }  # fmt: skip

    copied.replace(CAPTIONS, '    "clean": clean.events,', '    "no_such": karaoke.events,\n    "clean": clean.events,')
    copied.replace(
        CAPTION_METRICS,
        '    "clean": StyleMetrics(',
        '    "no_such": StyleMetrics(em_px=84.0, overhang=0.1, half_height=0.9),\n    "clean": StyleMetrics(',
    )
    copied.replace(PREVIEW_LAYOUT, "const CAPTIONS = {", "const CAPTIONS = { no_such: [84, 0.1],")
    copied.replace(PAGE_WORDS, 'pop: "', 'no_such: "Words fade in", pop: "')
    copied.replace(FLAGS, 'metavar="pop|', 'metavar="no_such|pop|')
    copied.replace(CAPTION_SHEET, '{"pop": "#', '{"no_such": "#9CFF57", "pop": "#')
    tables = choice_tables(copied.root, (*CAPTION_STYLES, "no_such"))
    assert [table for table in tables if table.missing([*CAPTION_STYLES, "no_such"])] == []
    used = copied.run(USES_THE_STYLE)
    assert used.stdout == "True no_such\n", used.stderr


USES_THE_STYLE: Final = """
from functions.api.options import api_options
from testing.captions import events
from vidx.adapters.clock import SystemClock
from vidx.jobs.request import VideoChoices
from vidx.settings import settings

assert events("Meet the chair", "no_such")
styles = api_options(settings(), SystemClock().now().date()).caption_styles
print("no_such" in styles, VideoChoices(caption_style="no_such").caption_style)
"""


def test_a_language_without_rules_or_phrases_of_its_own_is_named() -> None:
    assert language_files("xx") == [
        "layers/common/python/vidx/speech/locales/xx.py",
        "functions/script/phrases/xx.py",
        "tests/data/readings/xx.tsv",
        "tests/data/adverts/xx.tsv",
        "tests/data/honest.tsv",
        "tests/data/attacks.tsv",
        "testing/foreign_listings.py",
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_its_files(code: str) -> None:
    assert language_files(code) == []


def language_files(code: str) -> list[str]:
    """Files that the recipe asks for and that are missing or have no text of the language. English has a folder."""
    folders = {"layers/common/python/vidx/speech/locales": "py", "functions/script/phrases": "py"}
    named = {**folders, "tests/data/readings": "tsv", "tests/data/adverts": "tsv"}
    paths = [ROOT / folder / f"{code}.{suffix}" for folder, suffix in named.items()]
    missing = [path for path in paths if not path.exists() and not path.with_suffix("").is_dir()]
    tables = [ROOT / path for path in ("tests/data/honest.tsv", "tests/data/attacks.tsv")]
    missing += [path for path in tables if f"\n{code}\t" not in path.read_text("utf-8")]
    if code not in {"en", *FOREIGN_LISTINGS}:
        missing.append(ROOT / "testing/foreign_listings.py")
    return [path.relative_to(ROOT).as_posix() for path in missing]
