#!/usr/bin/env python3
"""Make this checkout ready to run: environment, packages, system libraries. Standard library only.

``python3 tools/bootstrap.py [EXTRA ...]`` builds ``.venv``, installs Wengu into it with the named extras of
``pyproject.toml`` and sees to the libraries that Qt loads from the system. What it did is kept in
``.venv/installed.json`` under a fingerprint of the dependencies, so that a second call neither waits nor
needs a network.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"

# What Qt's window needs: the library it loads, and the Debian package that brings it.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
CHINESE_FONT = "fonts-noto-cjk"
# What the tests drive a window with, by its command.
TEST_COMMANDS = {"Xvfb": "xvfb", "xdotool": "xdotool"}


def main(extras):
    """Bring the environment up to date for ``extras``; the exit code is 0 when all is there."""
    if sys.version_info < OLDEST:
        return run_with_newer_python(extras)
    wanted = {extra: fingerprint(extra) for extra in ["", *extras]}
    done = read_stamp()
    if all(done.get(extra) == mark for extra, mark in wanted.items()):
        return 0
    if not system_packages(missing_packages("dev" in extras)):
        return 1
    if not PYTHON.exists() and not make_environment():
        return 1
    if not install(extras):
        return 1
    # Another set of dependencies may have moved what an older stamp vouches for.
    kept = done if done.get("") == wanted[""] else {}
    STAMP.write_text(json.dumps({**kept, **wanted}, indent=1) + "\n", encoding="utf-8")
    return 0


def say(*lines):
    """Tell the person at the terminal."""
    print(*lines, sep="\n", file=sys.stderr, flush=True)


def run_with_newer_python(extras):
    """Hand over to a newer Python on the path, or say what to install."""
    for minor in range(19, OLDEST[1] - 1, -1):
        command = shutil.which(f"python3.{minor}")
        if command and subprocess.call([command, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return subprocess.call([command, str(Path(__file__).resolve()), *extras])
    say(
        f"Wengu needs Python {OLDEST[0]}.{OLDEST[1]} or later; this is {sys.version.split()[0]}.",
        "Install one, or name one you have: make PYTHON=/path/to/python3 run",
    )
    return 1


def fingerprint(extra):
    """A hash of what an installation of ``extra`` depends on: requirements, Python, place, and this script."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    requirements = project["project"]["optional-dependencies"][extra] if extra else project["project"]["dependencies"]
    facts = [requirements, project["build-system"], project["project"]["scripts"], sorted(LIBRARIES.values())]
    facts += [sys.version_info[:2], str(ROOT)]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def read_stamp():
    """What earlier calls installed, as fingerprints by extra; empty when there is no whole environment."""
    try:
        return json.loads(STAMP.read_text(encoding="utf-8")) if PYTHON.exists() else {}
    except (OSError, ValueError):
        return {}


def missing_packages(for_tests):
    """Debian packages whose library, font or command this machine lacks."""
    if sys.platform != "linux":
        return []
    missing = [package for library, package in LIBRARIES.items() if not has_library(library)]
    if not has_chinese_font():
        missing.append(CHINESE_FONT)
    if for_tests:
        missing += [package for command, package in TEST_COMMANDS.items() if not shutil.which(command)]
    return missing


def has_library(name):
    """Whether the system's loader finds ``name``."""
    import ctypes

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_chinese_font():
    """Whether fontconfig, or failing that a usual folder, shows a font with Chinese characters."""
    if command := shutil.which("fc-list"):
        return bool(subprocess.run([command, ":lang=zh-cn", "family"], capture_output=True).stdout.strip())
    folders = [Path("/usr/share/fonts"), Path.home() / ".local/share/fonts", Path.home() / ".fonts"]
    return any(next(folder.rglob(name), None) for folder in folders for name in ("*CJK*", "wqy*"))


def system_packages(packages):
    """Install Debian ``packages`` as root; otherwise print the line to type. False where the window cannot open."""
    if not packages:
        return True
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("Installing system packages: " + " ".join(packages))
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.call(["apt-get", "update", "-qq"], env=environment, stdout=sys.stderr)
        install_line = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
        if subprocess.call(install_line, env=environment, stdout=sys.stderr) == 0:
            return True
    prefix = "" if os.geteuid() == 0 else "sudo "
    say(
        "These system packages are missing. Type this line, then try again:",
        "",
        f"    {prefix}apt-get update && {prefix}apt-get install -y {' '.join(packages)}",
        "",
        "(Debian's and Ubuntu's names; other systems call them much the same.)",
    )
    return packages == [CHINESE_FONT]


def make_environment():
    """Create ``.venv``; False, with words, where Python's venv module is not whole."""
    say("Creating " + VENV.name)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)], stdout=sys.stderr) == 0:
        return True
    # Debian ships venv without ensurepip unless this package is there.
    shutil.rmtree(VENV, ignore_errors=True)
    package = f"python3.{sys.version_info[1]}-venv"
    return system_packages([package]) and subprocess.call([sys.executable, "-m", "venv", str(VENV)]) == 0


def install(extras):
    """Install this checkout, editable, with ``extras``; False where pip failed, which has then said why."""
    say("Installing Wengu and what it needs; the first time takes a few minutes")
    target = str(ROOT) + ("[" + ",".join(extras) + "]" if extras else "")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", target]
    return subprocess.call(pip, stdout=sys.stderr) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
