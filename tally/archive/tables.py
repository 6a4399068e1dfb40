"""The tables of the index, and what is asked of them while it is brought up to the files."""

__all__ = ["CHANGED", "FORGET", "JUDGED_OTHERWISE", "SEEN", "TABLES", "TWINS", "UNREAD", "VERSION"]

VERSION = "3"
"""Of the tables: an index of another one is thrown away."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, sha256 TEXT NOT NULL, kind TEXT NOT NULL,
    unit TEXT, hash TEXT, named TEXT, judged TEXT NOT NULL, problem TEXT
) WITHOUT ROWID;
CREATE INDEX file_hash ON file (hash) WHERE hash IS NOT NULL;
CREATE TABLE record (
    unit TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, path TEXT NOT NULL, congress TEXT NOT NULL, contest TEXT NOT NULL,
    kind TEXT NOT NULL, sequence INTEGER NOT NULL, rounds INTEGER NOT NULL, previous TEXT, replaces TEXT,
    verdict TEXT NOT NULL, status TEXT, seats INTEGER, elected INTEGER, facts TEXT NOT NULL, PRIMARY KEY (unit, hash)
) WITHOUT ROWID;
CREATE TABLE ballots (
    root TEXT NOT NULL, hash TEXT NOT NULL, round INTEGER NOT NULL, PRIMARY KEY (root, hash, round)
) WITHOUT ROWID;
CREATE INDEX ballots_hash ON ballots (hash);
CREATE TABLE link (
    unit TEXT NOT NULL, hash TEXT NOT NULL, ok INTEGER NOT NULL, why TEXT NOT NULL, params TEXT NOT NULL,
    PRIMARY KEY (unit, hash)
) WITHOUT ROWID;
CREATE TABLE trust (
    path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, hash TEXT NOT NULL, organisation TEXT NOT NULL,
    version INTEGER NOT NULL, previous TEXT, fingerprint TEXT NOT NULL, chain TEXT NOT NULL
) WITHOUT ROWID;
"""
SEEN = """
CREATE TEMP TABLE seen (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, problem TEXT
) WITHOUT ROWID;
CREATE TEMP TABLE stale (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE judging (hash TEXT PRIMARY KEY, judged TEXT NOT NULL) WITHOUT ROWID;
"""
CHANGED = """
INSERT INTO stale SELECT file.path FROM file LEFT JOIN seen USING (path)
WHERE seen.path IS NULL OR seen.size != file.size OR seen.mtime_ns != file.mtime_ns
"""
JUDGED_OTHERWISE = """
INSERT OR IGNORE INTO stale SELECT file.path FROM file LEFT JOIN judging ON judging.hash = coalesce(file.named, '')
WHERE file.kind = 'record' AND file.judged != coalesce(judging.judged, ?)
"""
TWINS = """
INSERT OR IGNORE INTO stale SELECT path FROM file
WHERE hash IN (SELECT hash FROM file WHERE hash IS NOT NULL AND path IN (SELECT path FROM stale))
"""
FORGET = (
    """DELETE FROM link WHERE unit IN (SELECT record.unit FROM record JOIN file USING (hash)
    WHERE file.path IN (SELECT path FROM stale))""",
    "DELETE FROM record WHERE hash IN (SELECT hash FROM file WHERE path IN (SELECT path FROM stale))",
    "DELETE FROM ballots WHERE hash IN (SELECT hash FROM file WHERE path IN (SELECT path FROM stale))",
    "DELETE FROM trust WHERE path IN (SELECT path FROM stale)",
    "DELETE FROM file WHERE path IN (SELECT path FROM stale)",
    "DELETE FROM stale",
)
UNREAD = "FROM seen WHERE path NOT IN (SELECT path FROM file)"
