"""Standard output and standard error as the shell has them: pipes, full disks, closed ends, locales and terminals."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time

import pytest

from tests.cli.made import CLEAN, congress, contest, person, process, totals, write

ANSI = re.compile(r"\x1b\[([0-9;]*)m")
CONTESTS = [contest(id=f"c{number}", rounds=[totals(20, 15, 12, 9)]) for number in range(200)]


@pytest.fixture
def path(tmp_path):
    return write(tmp_path, congress(contest(rounds=[totals(20, 15, 12, 9)])))


def on_a_terminal(*line, env=None, size=(40, 100)):
    """Run the command with a terminal on all three ends, and give what the terminal got."""
    ours, theirs = pty.openpty()
    os.set_blocking(ours, False)
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    command = [sys.executable, "-m", "tally", *map(str, line)]
    environment = CLEAN | {"TERM": "xterm-256color"} | (env or {})
    environment = {name: value for name, value in environment.items() if value is not None}
    with subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        got = b""
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            select.select([ours], [], [], 0.2)
            try:
                part = os.read(ours, 65536)
            except BlockingIOError:
                continue
            except OSError:
                break
            if not part:
                break
            got += part
        running.wait(timeout=60)
    os.close(ours)
    return got.decode("utf-8")


def test_the_command_answers_as_a_process(path):
    answer = process("count", path)
    assert (answer.status, answer.err) == (0, "")
    assert "KẾT QUẢ KIỂM PHIẾU" in answer.out


def test_nothing_but_text_goes_into_a_pipe_even_where_colour_is_forced(path):
    answer = process("count", path, env={"FORCE_COLOR": "1", "TERM": "xterm-256color", "CLICOLOR_FORCE": "1"})
    assert "\x1b" not in answer.out + answer.err


def test_a_terminal_gets_bold_and_colour_and_never_colour_alone(path):
    got = on_a_terminal("count", path)
    assert {"1", "32"} <= {code for codes in ANSI.findall(got) for code in codes.split(";")}
    assert re.search(r"✓ trúng cử", ANSI.sub("", got))


def test_no_color_is_honoured(path):
    got = on_a_terminal("count", path, env={"NO_COLOR": "1"})
    codes = {code for codes in ANSI.findall(got) for code in codes.split(";")}
    assert not codes & {str(code) for code in range(30, 50)}


def test_a_dumb_terminal_gets_plain_text(path):
    assert "\x1b" not in on_a_terminal("count", path, env={"TERM": "dumb"})


def test_the_page_is_as_wide_as_the_terminal_but_never_wider_than_one_can_read(path):
    for columns, widest in ((100, 100), (200, 120), (70, 70)):
        lines = ANSI.sub("", on_a_terminal("count", path, size=(40, columns))).split("\r\n")
        assert max(map(len, lines)) == widest


def test_markup_in_a_name_is_a_name(tmp_path):
    people = [person(1, "[b]An[/b]"), person(2, "[red]Bình"), person(3, "Cường [/]"), person(4, ":smile: Dung")]
    held = contest(people, rounds=[totals(20, 15, 12, 9)], title="[bold]Bầu[/bold] {cử} %s")
    path = write(tmp_path, congress(held))
    for got in (process("count", path).out, ANSI.sub("", on_a_terminal("count", path))):
        for name in ("[b]An[/b]", "[red]Bình", "Cường [/]", ":smile: Dung", "[bold]Bầu[/bold] {cử} %s"):
            assert name in got
    got = on_a_terminal("check", path)
    assert "[bold]Bầu[/bold] {cử} %s" in ANSI.sub("", got)


@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}])
def test_the_answer_is_utf8_whatever_the_locale(path, locale):
    assert "KẾT QUẢ KIỂM PHIẾU" in process("count", path, "--lang", "vi", env=locale).out
    assert "Không thấy tệp" in process("count", "không-có", "--lang", "vi", env=locale).err


def test_a_name_that_is_no_text_is_still_told(tmp_path):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv")
    assert r"\udcff.csv: -: file_missing: " in process("import", name).err
    assert process("import", name, "--json").document["errors"][0]["path"] == name


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_is_no_fault(tmp_path, form, unbuffered):
    path = write(tmp_path, congress(*CONTESTS))
    command = [sys.executable, "-m", "tally", "count", str(path), *form]
    environment = CLEAN | {"PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


def shell(line, path, **env):
    command = line.replace("TALLY", f"'{sys.executable}' -m tally").replace("PATH", f"'{path}'")
    done = subprocess.run(["bash", "-c", command], env=CLEAN | env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("line", ["TALLY count PATH", "TALLY count PATH --json", "TALLY rules", "TALLY --help"])
@pytest.mark.parametrize("end", [">/dev/full", ">&-"])
def test_an_answer_that_cannot_be_written_is_said_to_be_so(path, line, end):
    status, out, err = shell(f"{line} {end}", path)
    assert (status, out) == (74, "")
    assert err.startswith("Không ghi được kết quả ra (")
    assert err.count("\n") == 1


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_disk_that_runs_full_half_way_is_no_success(tmp_path, unbuffered):
    path = write(tmp_path, congress(*CONTESTS))
    line = f"ulimit -f 8; TALLY count PATH --json >'{tmp_path}/count.json'"
    status, _, err = shell(line, path, PYTHONUNBUFFERED=unbuffered)
    assert status == 74
    assert err.startswith("Không ghi được kết quả ra (")


def test_errors_that_nobody_can_read_still_end_with_two(path):
    assert shell("TALLY count no-such-file 2>&-", path) == (2, "", "")
    assert shell("TALLY count no-such-file 2>/dev/full", path) == (2, "", "")
    status, out, err = shell("TALLY count no-such-file --json >/dev/full", path)
    assert (status, out) == (74, "")
    assert "Traceback" not in err
    assert shell("TALLY count PATH >&- 2>&-", path) == (74, "", "")


def test_an_interrupt_ends_with_130_and_a_sentence(path):
    script = (
        "import os, signal, tally.files.disk as disk\n"
        "disk.load_bytes = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)\n"
        "from tally.cli import main\n"
        f"raise SystemExit(main(['count', {str(path)!r}, '--lang', 'vi']))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "Đã dừng theo yêu cầu.\n"


def test_python_m_tally_is_the_command(path):
    console = subprocess.run(
        [sys.executable, "-c", "import sys; from tally.cli import main; sys.exit(main())", "rules", "R1"],
        env=CLEAN,
        capture_output=True,
        check=True,
    )
    assert process("rules", "R1").out == console.stdout.decode()
