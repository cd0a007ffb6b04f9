"""The documentation names everything that there is, and nothing that there is not."""

import re
import subprocess

import pytest
from support.client import Client
from support.places import BINARY, ROOT

DOCS = ROOT / "docs"
SOURCES = sorted((ROOT / "Sources").rglob("*.swift"))
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def table_of_settings() -> dict[str, str]:
    """The settings in docs/operations.md with the default that it names."""
    rows = re.findall(r"^\| `([A-Z_]+)` \| (\S+) \|", (DOCS / "operations.md").read_text(), re.MULTILINE)
    return {name: default.strip("`") for name, default in rows}


def settings_in_code() -> dict[str, str | None]:
    """The settings that the program reads, from their one list in the sources, with their defaults."""
    text = "\n".join(path.read_text() for path in SOURCES if "SettingsReference" in path.name)
    return {
        name: default or None
        for name, default in re.findall(r'Setting\(\s*"(LATCHKEY_[A-Z_]+)"(?:,\s*default: "([^"]*)")?', text)
    }


def test_every_setting_is_documented_with_its_default():
    documented = table_of_settings()
    known = settings_in_code()
    assert len(known) > 10
    assert {name: documented.get(name) for name in known} == {name: default or "–" for name, default in known.items()}


def test_no_setting_is_documented_that_does_not_exist():
    known = set(settings_in_code())
    assert {name for name in table_of_settings() if name.startswith("LATCHKEY_")} <= known


def test_the_example_of_env_names_only_settings_that_exist():
    names = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert names and set(names) <= set(table_of_settings())


def routes_in_documentation() -> set[tuple[str, str]]:
    return set(re.findall(r"`(GET|POST|PATCH|DELETE|PUT) (/[^`\s?]*)`", (DOCS / "api.md").read_text()))


@pytest.fixture(scope="module")
def routes_of_server(server) -> set[tuple[str, str]]:
    paths = Client(server.port).get("/openapi.json").json()["paths"]
    return {(method.upper(), path) for path, methods in paths.items() for method in methods}


def test_every_route_is_documented_and_no_other(routes_of_server):
    assert routes_in_documentation() == routes_of_server


def test_every_documented_route_is_there(server, routes_of_server, admin):
    """A route that is there answers a call without anything with something else than "no such route"."""
    for method, path in sorted(routes_of_server):
        if path == "/api/auth/sign-out":
            continue
        response = admin.request(method, re.sub(r"\{\w+\}", "none", path), None if method == "GET" else {})
        assert response.code not in ("request.not_found", "request.method"), (method, path, response)


def help_of(*command: str) -> str:
    return subprocess.run([BINARY, "help", *command], capture_output=True, text=True, check=True).stdout


def subcommands(*command: str) -> list[tuple[str, ...]]:
    """All commands without commands of their own, as the program lists them."""
    _, _, listing = help_of(*command).partition("SUBCOMMANDS:")
    names = re.findall(r"^  ([a-z][\w-]*)", listing, re.MULTILINE)
    return [leaf for name in names for leaf in subcommands(*command, name)] if names else [command]


def test_every_command_is_documented():
    text = (DOCS / "operations.md").read_text()
    commands = subcommands()
    assert len(commands) > 8
    assert [command for command in commands if f"`latchkey {' '.join(command)}`" not in text] == []


def test_no_command_is_documented_that_does_not_exist():
    documented = re.findall(r"^\| `latchkey ([\w ]+)` \|", (DOCS / "operations.md").read_text(), re.MULTILINE)
    assert {tuple(name.split()) for name in documented} == set(subcommands())


def test_every_target_of_make_in_the_documentation_exists():
    makefile = (ROOT / "Makefile").read_text()
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z][a-z -]*)`", page.read_text())}
    targets = {word for name in named for word in name.split()}
    assert {"run", "test", "demo"} <= targets
    assert [target for target in sorted(targets) if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_and_pictures_lead_somewhere(page):
    broken = []
    for target in re.findall(r"\]\(([^)\s#]+)", page.read_text()):
        if not target.startswith(("http:", "https:")) and not (page.parent / target).exists():
            broken.append(target)
    assert broken == []


def test_the_words_for_the_events_of_an_answer_are_documented():
    listed = re.findall(r"^\| `(\w+)` \|", (DOCS / "api.md").read_text(), re.MULTILINE)
    assert {"task", "step", "text", "code", "run", "receipt", "error", "done"} <= set(listed)
