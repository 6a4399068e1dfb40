"""The files of the corpus that a board writes or gets from others: ballots, lists, congress files."""

import unicodedata

from tools.fuzz_corpus_parts import BOM, EXAMPLES, LONG, Files, spoiled

__all__ = ["ballots_files", "congress_files", "roll_files", "spreadsheet_files"]


def ballots_files() -> Files:
    strike = b"ballot,struck,defect\n1,1 2,\n2,,\n3,17 4,signed_or_written\n"
    boxes = b"ballot;agree;disagree;defect\na;1 2;3;\nb;;;not_issued\n"
    changes = {
        "unknown-column": (b"struck", b"strick"),
        "repeated-column": (b"defect", b"struck"),
        "column-left-out": (b"struck,", b""),
        "off-the-list": (b"17", b"18"),
        "repeated-number": (b"1 2", b"1 1"),
        "repeated-ballot": (b"\n2,", b"\n1,"),
        "leading-nought": (b"17", b"017"),
        "arabic-digit": (b"17", "٤".encode()),
        "underscore": (b"17", b"1_7"),
        "minus": (b"17", b"-17"),
        "huge-number": (b"17", b"9" * 5_000),
        "tab-between": (b"1 2", b"1\t2"),
        "unknown-defect": (b"signed_or_written", b"torn"),
        "cell-too-many": (b"\n2,,", b"\n2,,,"),
        "quote-open": (b"\n2,", b'\n"2,'),
        "quote-in-quotes": (b"\n2,", b'\n"2"2,'),
        "line-end-in-quotes": (b"\n2,", b'\n"2\n",'),
        "long-id": (b"\n2,", b"\n" + b"2" * 65 + b","),
        "unseen-id": (b"\n2,", "\n\u200b2,".encode()),
        "ids-one-in-nfc": (b"1 2,\n2,", "1 2,\né,,\ne\u0301,".encode()),
        "empty-row-between": (b"\n2,", b"\n\n2,"),
    }
    sound = {
        "sound-strike": strike,
        "sound-boxes": boxes,
        "sound-no-ballots": b"ballot,struck,defect\n",
        "sound-no-last-line-end": strike[:-1],
        "sound-empty-rows-at-the-end": strike + b"\n\n",
        "sound-returns": strike.replace(b"\n", b"\r\n"),
        "sound-old-line-ends": strike.replace(b"\n", b"\r"),
        "sound-bom": BOM + strike,
        "sound-quotes": strike.replace(b"\n2,", b'\n"2",'),
        "sound-spaces": strike.replace(b"1 2,", b"  2   1 ,"),
        "sound-names-for-ids": strike.replace(b"\n2,", "\nphiếu số 2,".encode()),
        "sound-columns-turned": b"defect,struck,ballot\n,1 2,1\n",
        "sound-rising-then-not": b"ballot,struck,defect\n" + b"".join(b"%d,,\n" % (n % 300) for n in range(200, 400)),
        "broken-many-columns": b"ballot," * 3_000 + b"\n",
        "broken-many-faults": b"ballot,struck,defect\n" + b"a\n" * LONG,
    }
    broken = spoiled(strike, changes)
    fine = ("broken-cut-short", "broken-more-after-the-end", "broken-bom", "broken-returns")
    return sound | {name: data for name, data in broken.items() if name not in fine}


def spreadsheet_files() -> Files:
    head = "TT,Họ và tên,Giới tính,Năm sinh,Dân tộc,Tái cử,Nguồn giới thiệu,KHCN\n"
    people = '1,Lê Thị An,Nữ,01/05/1986,Kinh,x,Cấp ủy,x\n2,"Trần Văn ""Bình""",Nam,1980,Tày,,Đại hội,\n'
    sound = f"DANH SÁCH TRÍCH NGANG\n\n{head}{people}Tổng cộng: 2\n".encode()
    changes = {
        "unknown-heading": ("Dân tộc".encode(), "Dân chủ".encode()),
        "same-heading-twice": ("Dân tộc".encode(), "Giới tính".encode()),
        "no-name": ("Lê Thị An".encode(), b""),
        "no-such-day": (b"01/05/1986", b"31/02/1986"),
        "short-year": (b"01/05/1986", b"01/05/86"),
        "formula": ("Lê Thị An".encode(), b"=A1"),
        "error-value": (b"Kinh", b"#REF!"),
        "unseen-character": ("Lê Thị An".encode(), "Lê\u200b Thị An".encode()),
        "long-text": ("Lê Thị An".encode(), b"a" * 501),
        "repeated-number": (b"\n2,", b"\n1,"),
        "huge-number": (b"\n2,", b"\n" + b"9" * 5_000 + b","),
        "quotes-do-not-pair": (b'"Tr', b'"Tr"'),
        "one-cell-too-many": (b",Nam", b",Nam,Nam"),
    }
    two_rows = "STT;Họ tên;Năm sinh;;Dân tộc;Tái cử hay mới\n;;Nam;Nữ;;\n1;An;;1986;Kinh;Mới\n"
    broken = spoiled(sound, changes)
    return {
        "sound": sound,
        "sound-bom-and-returns": BOM + sound.replace(b"\n", b"\r\n"),
        "sound-tabs": head.replace(",", "\t").encode() + "1\tAn\tNữ\t1986\tKinh\tx\tCấp ủy\t\n".encode(),
        "sound-two-rows-of-headings": two_rows.encode(),
        "sound-biography": _biographies().encode(),
        "sound-nfd": unicodedata.normalize("NFD", sound.decode()).encode(),
        "broken-very-wide": head.encode() + b"," * LONG + b"1\n",
        "broken-many-rows": head.encode() + b"1,An\n" * 5_000,
        "broken-not-utf8": broken["broken-not-utf8"],
        "broken-nul": broken["broken-nul"],
    } | {f"broken-{name}": broken[f"broken-{name}"] for name in changes}


def _biographies() -> str:
    top = "Họ và tên,Giới tính,Năm sinh,Dân tộc,Tái cử,Quê quán,Chức vụ,Đơn vị,Trình độ,,Ngày vào Đảng,\n"
    low = ",,,,,,,,Chuyên môn,Lý luận chính trị,Dự bị,Chính thức\n"
    an = 'Lê Thị An,Nữ,01/05/1986,Kinh,x,Cao An,Bí thư,"thôn Đông, xã",ĐH Luật,Cao cấp,03/02/2010,2011\n'
    return f"{top}{low}{an}Trần Văn Bình,Nam,1980,Tày,,,,,-,,,\n"


def roll_files() -> Files:
    head = "TT,Họ và tên,Giới tính,Năm sinh,Dân tộc,Đơn vị,Tư cách đại biểu,Tình trạng,LLCT\n"
    an = "1,Lê Thị An,Nữ,01/05/1986,Kinh,Chi bộ 1,Bầu,Có mặt,Cao cấp\n"
    binh = '2,Trần Văn Bình,Nam,1980,Tày,Chi bộ 2,Đương nhiên,"Vắng, có dự khuyết thay",\n'
    sound = f"DANH SÁCH ĐẠI BIỂU\n\n{head}{an}{binh}Tổng cộng: 2\n".encode()
    changes = {
        "no-status": ("Có mặt".encode(), b""),
        "other-status": ("Có mặt".encode(), "Vắng có lý do".encode()),
        "status-of-members": ("Có mặt".encode(), "Miễn sinh hoạt, không dự".encode()),
        "no-right": ("Bầu,".encode(), b","),
        "same-person": ("2,Trần Văn Bình,Nam,1980".encode(), "2,LÊ THỊ  AN,Nữ,1986".encode()),
        "body-in-two-spellings": ("Chi bộ 2".encode(), "CHI BỘ 1".encode()),
        "no-such-day": (b"01/05/1986", b"31/02/1986"),
        "unknown-heading": ("Đơn vị".encode(), "Đơn từ".encode()),
    }
    top = "STT;Họ tên;Năm sinh;;Dân tộc;Tư cách;;;Có mặt;Vắng\n;;Nam;Nữ;;Đương nhiên;Bầu;Chỉ định;;\n"
    broken = spoiled(sound, changes)
    return {
        "sound": sound,
        "sound-two-rows-of-headings": f"{top}1;An;;1986;Kinh;;x;;x;\n2;Bình;1986;;Kinh;x;;;;x\n".encode(),
        "broken-many-rows": head.encode() + b"1,An\n" * 20_000,
        "broken-not-utf8": broken["broken-not-utf8"],
    } | {f"broken-{name}": broken[f"broken-{name}"] for name in changes}


def congress_files() -> Files:
    sound = (EXAMPLES / "committee-first-meeting" / "congress.json").read_bytes()
    toml = (EXAMPLES / "cell-26" / "congress.toml").read_bytes()
    changes = {
        "unknown-key": (b'"mode"', b'"mood"'),
        "repeated-key": (b'"mode"', b'"schema"'),
        "fraction": (b'"quota": ', b'"quota": 1.5e'),
        "not-a-number": (b'"quota": ', b'"quota": NaN, "q": '),
        "huge-number": (b'"quota": ', b'"quota": ' + b"9" * 5_000),
        "true-for-a-number": (b'"quota": ', b'"quota": true, "q": '),
        "half-a-pair": (b'"mode"', b'"\\ud800": 1, "mode"'),
        "half-a-pair-in-a-text": (b'"name": "', b'"name": "\\ud800'),
        "nul-in-a-text": (b'"name": "', b'"name": "\\u0000'),
    }
    toml_changes = {
        "repeated-key": (b"mode = ", b"schema = "),
        "repeated-table": (b"[options]", b"[unit]"),
        "dotted-keys": (b"mode = ", b"a." * 500 + b"a = 1\nmode = "),
        "huge-number": (b"quota = ", b"quota = " + b"9" * 5_000),
        "underscore": (b"present = 22", b"present = 2_2_"),
        "time": (b'date = "2025-02-08"', b"date = 2025-02-08T07:00:00Z"),
        "no-such-day": (b'date = "2025-02-08"', b"date = 2025-02-30"),
        "open-text": (b'name = "', b'name = """'),
        "escape": (b'name = "', b'name = "\\uD800'),
    }
    good = {
        "sound-toml-day": toml.replace(b'date = "2025-02-08"', b"date = 2025-02-08"),
        "sound-bom": BOM + sound,
        "broken-toml-table-twice-and-cut": b"[a]\n[[a",
    }
    broken = spoiled(sound, changes), spoiled(toml, toml_changes)
    of_toml = {name.replace("broken-", "broken-toml-"): data for name, data in broken[1].items()}
    fine = ("cut-short", "more-after-the-end", "bom", "returns")
    return good | {name: data for name, data in (broken[0] | of_toml).items() if not name.endswith(fine)}
