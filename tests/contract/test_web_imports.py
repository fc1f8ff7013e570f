"""Modules of the page import each other in one direction only, and import nothing that does not exist."""

import os
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Final

from infra.settings import ROOT

JS: Final = ROOT / "web/js"
IMPORT: Final = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)["'](\.[^"']+)["']""")


def imports(folder: Path) -> dict[str, set[str]]:
    """Modules that each module below `folder` imports, statically or dynamically, as paths relative to it."""
    return {
        module.relative_to(folder).as_posix(): {
            Path(os.path.normpath(module.parent / target)).relative_to(folder).as_posix()
            for target in IMPORT.findall(module.read_text(encoding="utf-8"))
        }
        for module in sorted(folder.rglob("*.js"))
    }


def cycle(graph: dict[str, set[str]]) -> list[str]:
    """Return one circle of imports, its first module again at its end; empty when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        modules: list[str] = error.args[1]
        return modules
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert cycle(imports(JS)) == []


def test_every_imported_module_exists() -> None:
    graph = imports(JS)

    assert {target for targets in graph.values() for target in targets} - graph.keys() == set()


def test_a_circle_is_found_through_static_and_dynamic_imports(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "router.js").write_text('const page = () => import("./pages/home.js");\n', encoding="utf-8")
    (tmp_path / "pages/home.js").write_text('import {\n  go,\n} from "../router.js";\n', encoding="utf-8")

    assert set(cycle(imports(tmp_path))) == {"router.js", "pages/home.js"}
