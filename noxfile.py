"""What this project can be asked to do: `nox -l` lists it, `nox -s NAME` does it; versions come from pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["tests", "lint", "types"]

PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PYPROJECT)
KEEPING_WHAT_IS_COMPILED: dict[str, str | None] = {"PYTHONDONTWRITEBYTECODE": None}
"""Whatever this machine says: the tests start hundreds of processes."""


def group(name: str) -> tuple[str, ...]:
    """Return the requirements of the dependency group *name*."""
    return nox.project.dependency_groups(PYPROJECT, name)


def run_tests(session: nox.Session) -> None:
    """Install the library as a user gets it, and run pytest on it."""
    session.install(".[all,postgres,s3,testing]", *group("tests"))
    session.run("pytest", "--numprocesses=auto", *session.posargs, env=KEEPING_WHAT_IS_COMPILED)


@nox.session
def demo(session: nox.Session) -> None:
    """Show the library at work: a spreadsheet, a file, and one card as two colleagues see it."""
    session.install(".[all]")
    session.run("python", "examples/demo.py", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests, the README and the docs with this Python; arguments after `--` go to pytest."""
    run_tests(session)


@nox.session(python=PYTHONS, default=False)
def tests_all_pythons(session: nox.Session) -> None:
    """Run all tests with every Python that the library supports."""
    run_tests(session)


@nox.session(reuse_venv=False)  # the wheel of yesterday bears the same version
def conformance(session: nox.Session) -> None:
    """Run the kit as a stranger does: from a wheel and far from these sources, on the backend in examples."""
    away = Path(session.create_tmp()).resolve() / "stranger"
    shutil.rmtree(away, ignore_errors=True)
    shutil.copytree("examples/third_party_backend", away)
    session.install(*PYPROJECT["build-system"]["requires"])
    session.run("hatchling", "build", "-t", "wheel", "-d", str(away / "wheels"))
    session.chdir(away)
    (wheel,) = Path("wheels").glob("*.whl")
    session.install(f"{wheel}[cli,testing]", ".[tests]")
    session.env["PYTHONPATH"] = None
    session.run("pytest", *session.posargs)
    session.run("multibuh", "--store", f"shelf://{away / 'store'}", "init")


@nox.session(default=False)
def nightly(session: nox.Session) -> None:
    """Run the conformance kit, and what takes its chances, for hours: as `tests`, in the profile `nightly`."""
    session.install(".[all,postgres,s3,testing]", *group("tests"))
    session.run("pytest", *session.posargs, env={"HYPOTHESIS_PROFILE": "nightly", **KEEPING_WHAT_IS_COMPILED})


@nox.session
def mutants(session: nox.Session) -> None:
    """Prove the conformance kit by backends broken on purpose: print the test that caught each; none may live."""
    session.install(".[all,testing]", *group("tests"))
    session.run("python", "-m", "tests.mutants", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the style, the formatting, and which layer imports which."""
    session.install(*group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports", "--no-cache", env={"PYTHONPATH": "src"})


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of the library, its examples, this file, and what a user's type checker sees."""
    session.install(".[all,postgres,testing]", *group("types"))
    ours = PYPROJECT["tool"]["mypy"]["files"]
    users = [path for path in ("tests/typing",) if Path(path).exists()]
    session.run("mypy", *ours, *users)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the docs into docs/_build; a warning is an error."""
    session.install(".[all,testing]", *group("docs"))
    session.run("sphinx-build", "-W", "-b", "html", "docs", "docs/_build")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure the library against its floors and peers; `-- --quick` for small sizes."""
    session.install(".[all,postgres]", *group("bench"))
    session.run("python", "-m", "tests.benchmarks", *session.posargs)
