#!/bin/bash
# Writes trust-1.txt and trust-2.txt into the folder named, with openssl (3 or later) and coreutils alone: nothing of
# the program takes part. The seed of each key is the SHA-256 of "trust vector NAME". Ed25519 signs the same bytes in
# one way only, so that every run writes the same files.
set -euo pipefail
export LC_ALL=C
out=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

hex() { od -An -v -tx1 | tr -d ' \n'; }
unhex() { printf "$(printf '%s' "$1" | sed 's/../\\x&/g')"; }
pem() { printf '%s.pem' "${1//\//_}"; }
new() { # a PKCS#8 file around the seed
  unhex "302e020100300506032b657004220420$(printf 'trust vector %s' "$1" | sha256sum | cut -c1-64)" |
    openssl pkey -inform DER -out "$(pem "$1")"
}
public() { openssl pkey -in "$(pem "$1")" -pubout -outform DER | tail -c 32 | hex; }
hash() { { printf '%s\n' "$1" && unhex "01$(public "$1")"; } | sha256sum | cut -c1-8; }
vkey() { printf '%s+%s+%s' "$1" "$(hash "$1")" "$(unhex "01$(public "$1")" | base64 -w0)"; }
sign() { openssl pkeyutl -sign -inkey "$(pem "$1")" -rawin -in "$2" | hex; }
line() { printf '— %s %s\n' "$1" "$(unhex "$(hash "$1")$(sign "$1" "$2")" | base64 -w0)"; }

proof() { # NAME HOLDER
  printf '{\n  "holder": "%s",\n  "name": "%s",\n  "schema": "enrolment/1",\n  "vkey": "%s"\n}\n' \
    "$2" "$1" "$(vkey "$1")" >enrolment
  unhex "$(sign "$1" enrolment)" | base64 -w0
}
key() { # NAME HOLDER, and a comma if another follows
  local unit=${1%%/*} role=${1##*/}
  printf '    {\n      "holder": "%s",\n      "name": "%s",\n      "proof": "%s",\n' "$2" "$1" "$(proof "$1" "$2")"
  printf '      "role": "%s",\n      "unit": "%s",\n' "${role%%-*}" "$unit"
  printf '      "vkey": "%s"\n    }%s\n' "$(vkey "$1")" "${3:-}"
}
revoked() { # NAME DAY REASON, and a comma if another follows
  printf '    {\n      "from": "%s",\n      "name": "%s",\n      "reason": "%s",\n      "vkey": "%s"\n    }%s\n' \
    "$2" "$1" "$3" "$(vkey "$1")" "${4:-}"
}
first_keys() {
  key VD.1/board-1 "Nguyễn Thị Hằng" ,
  key VD.1/board-2 "Trần Văn Đức" ,
  key VD.1/board-3 "Lê Thị Ước" ,
  key VD.1/station-1 "Máy kiểm phiếu số 1" ,
  key VD/auditor-1 "Phạm Quốc Ấn" ,
  key VD/root-1 "Hoàng Thị Yến" ,
  key VD/root-2 "Vũ Văn Ý" ,
}
rest() { # PREVIOUS REVOKED VERSION
  printf '  ],\n  "organisation": {\n    "code": "VD",\n    "name": "Đảng bộ ví dụ"\n  },\n'
  printf '  "previous": %s,\n  "revoked": %s,\n  "schema": "trust/1",\n' "$1" "$2"
  printf '  "thresholds": {\n    "record": 2,\n    "trust": 2\n  },\n'
  printf '  "valid": {\n    "from": "2025-01-01",\n    "to": "2029-12-31"\n  },\n  "version": %s\n}\n' "$3"
}

for name in VD.1/board-{1,2,3} VD.1/station-1 VD/auditor-1 VD/root-{1,2,3,4}; do new "$name"; done

{
  printf '{\n  "keys": [\n'
  first_keys
  key VD/root-3 "Đỗ Thị Ơn"
  rest null '[]' 1
} >text-1
{ cat text-1 && echo && line VD/root-1 text-1 && line VD/root-2 text-1; } >"$out/trust-1.txt"

gone=$(printf '[\n' && revoked VD.1/board-3 2026-03-01 "Mất thẻ nhớ" , &&
  revoked VD/root-3 2026-02-01 "Chuyển công tác" && printf '  ]')
{
  printf '{\n  "keys": [\n'
  first_keys
  key VD/root-3 "Đỗ Thị Ơn" ,
  key VD/root-4 "Bùi Văn Ích"
  rest "\"$(sha256sum <text-1 | cut -c1-64)\"" "$gone" 2
} >text-2
{ cat text-2 && echo && line VD/root-1 text-2 && line VD/root-3 text-2 && line VD/root-4 text-2; } >"$out/trust-2.txt"
