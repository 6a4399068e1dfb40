"""Go's golang.org/x/mod/sumdb/note, another's program, reads our notes and comes to the same signers."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tally.record import ed25519
from tally.record.note import Note, Vkey, sign, write

GOPATH = Path("/usr/share/gocode")
"""Where Debian's golang-golang-x-mod-dev puts the sources."""

PROGRAM = """\
package main

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/mod/sumdb/note"
)

func main() {
	var known []note.Verifier
	for _, vkey := range os.Args[1:] {
		verifier, err := note.NewVerifier(vkey)
		if err != nil {
			fmt.Println("vkey:", err)
			return
		}
		known = append(known, verifier)
	}
	data, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	opened, err := note.Open(data, note.VerifierList(known...))
	if err != nil {
		fmt.Println("note:", err)
		return
	}
	for _, signature := range opened.Sigs {
		fmt.Println("signed", signature.Name)
	}
	for _, signature := range opened.UnverifiedSigs {
		fmt.Println("unknown", signature.Name)
	}
	fmt.Print(opened.Text)
}
"""
TEXT = '{\n  "đại hội": "Cao An"\n}\n\nhai phần\n'
NAMES = ["HD.CG.CAOAN/board-1", "HD.CG.CAOAN/board-2", "HD.CG.CAOAN/bí-thư-3"]
SEEDS = [bytes([number]) * 32 for number in range(1, 4)]
VKEYS = [str(Vkey(name=name, public=ed25519.public_of(seed))) for name, seed in zip(NAMES, SEEDS, strict=True)]
DATA = write(Note(text=TEXT, signatures=tuple(map(sign, [TEXT] * 3, NAMES, SEEDS))))


@pytest.fixture(scope="module")
def go(tmp_path_factory):
    """Build the Go program that opens a note, and give a call that runs it on bytes with the vkeys it is to know."""
    compiler = shutil.which("go")
    if compiler is None:
        pytest.skip("Go is not installed: no `go` on PATH (Debian: golang-go)")
    if not (GOPATH / "src/golang.org/x/mod/sumdb/note").is_dir():
        pytest.skip(f"Go's note package is not in {GOPATH} (Debian: golang-golang-x-mod-dev)")
    room = tmp_path_factory.mktemp("go")
    (room / "main.go").write_text(PROGRAM)
    settings = os.environ | {
        "GOPATH": str(GOPATH),
        "GO111MODULE": "off",
        "GOPROXY": "off",
        "GOCACHE": str(room / "cache"),
        "CGO_ENABLED": "0",
    }
    subprocess.run([compiler, "build", "-o", "open", "main.go"], cwd=room, env=settings, check=True, timeout=600)

    def opened(data, *vkeys):
        done = subprocess.run([room / "open", *vkeys], input=data, capture_output=True, check=True, timeout=60)
        return done.stdout.decode()

    return opened


def test_go_finds_every_signer_of_our_note(go):
    assert go(DATA, *VKEYS) == "".join(f"signed {name}\n" for name in NAMES) + TEXT


def test_go_passes_over_the_keys_it_does_not_know(go):
    assert go(DATA, VKEYS[1]) == f"signed {NAMES[1]}\nunknown {NAMES[0]}\nunknown {NAMES[2]}\n" + TEXT


def test_go_refuses_our_note_once_its_text_is_changed(go):
    assert go(DATA.replace(b"Cao An", b"Cao Ac"), *VKEYS).startswith("note: invalid signature for key ")
